package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The unpacked binaries of one version: a directory with {@code bin}, {@code lib} and {@code
 * share}, shared by all runs of one user and never changed once it is there.
 */
final class EmbeddedBinaries {
  private static final String UNPACKING = ".unpacking-";

  private EmbeddedBinaries() {}

  /**
   * The directory for a major version, downloaded and unpacked if this is the first time.
   *
   * @throws Problem if the binaries are not to be had or the disk is full
   */
  static Path of(int major, Progress progress) throws IOException, InterruptedException {
    return of(BinaryArtifact.of(major), CacheDirectory.find(), progress);
  }

  // One thread of this program at a time: a file lock only keeps other programs out.
  @SuppressWarnings("try") // the lock is held, not used
  static synchronized Path of(BinaryArtifact artifact, Path cache, Progress progress)
      throws IOException, InterruptedException {
    Path unpacked = find(artifact, cache);
    if (unpacked != null) {
      return unpacked;
    }
    progress.begin("fetch postgres " + artifact.version(), -1);
    Path jar = artifact.resolve();
    progress.done("");
    progress.begin("unpack postgres " + artifact.version(), -1);
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      Path target = cache.resolve(prefix(artifact) + sha256(jar).substring(0, 16));
      if (!Files.isDirectory(target)) {
        removeLeftovers(cache);
        unpack(jar, cache, target);
      }
      progress.done("");
      return target;
    }
  }

  /** Published artifacts never change, so that one of the right version needs no second look. */
  private static Path find(BinaryArtifact artifact, Path cache) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(cache, prefix(artifact) + "*")) {
      for (Path directory : found) {
        return directory;
      }
    }
    return null;
  }

  private static String prefix(BinaryArtifact artifact) {
    return artifact.artifactId() + "-" + artifact.version() + "-";
  }

  /** What a killed program left; with the lock in our hands nobody is at it. */
  private static void removeLeftovers(Path cache) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(cache, UNPACKING + "*")) {
      for (Path leftover : leftovers) {
        FileTree.delete(leftover);
      }
    }
  }

  private static void unpack(Path jar, Path cache, Path target)
      throws IOException, InterruptedException {
    Path temporary = Files.createTempDirectory(cache, UNPACKING);
    try {
      TarXz.unpackFromJar(jar, temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      FileTree.delete(temporary);
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(((DigestInputStream) in).getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
