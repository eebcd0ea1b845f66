package dev.rehearsal.harness.database;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that nobody but their owner can read. */
final class PrivateFile {
  private PrivateFile() {}

  /** A new, empty file. On Windows the directory, which is the user's own, has to protect it. */
  static Path create(Path path) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    return Files.createFile(path, mode);
  }

  /** The same, in place of a file that may be there. */
  static Path replace(Path path) throws IOException {
    Files.deleteIfExists(path);
    return create(path);
  }
}
