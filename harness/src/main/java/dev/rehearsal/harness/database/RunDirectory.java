package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.UUID;

/**
 * The directory of one run, with everything that the run leaves on disk. A lock on its file {@code
 * owner} is held as long as this program lives; the operating system releases it however the
 * program ends, and the next run then removes the directory.
 */
final class RunDirectory implements AutoCloseable {
  static final String OWNER = "owner";
  static final String DATA = "data";
  static final String CONTAINER = "container";

  private final Path path;
  private final FileChannel owner;

  private RunDirectory(Path path, FileChannel owner) {
    this.path = path;
    this.owner = owner;
  }

  /**
   * Removes what killed runs left and makes a new directory.
   *
   * @param workDirectory where, or null for the system's temporary directory
   */
  @SuppressWarnings("try") // the lock is held, not used
  static RunDirectory create(Path workDirectory) throws IOException {
    Path root = root(workDirectory);
    try (RootLock lock = RootLock.acquire(root)) {
      Orphans.remove(root);
      Path path = Files.createDirectory(root.resolve(ownPrefix() + UUID.randomUUID()));
      try {
        permit(path);
        return new RunDirectory(path, own(path));
      } catch (IOException | RuntimeException e) {
        FileTree.delete(path);
        throw e;
      }
    }
  }

  /** Locks the file that says whose the directory is. An interrupted thread cannot. */
  private static FileChannel own(Path path) throws IOException {
    FileChannel owner =
        FileChannel.open(
            path.resolve(OWNER), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      owner.lock();
      return owner;
    } catch (IOException | RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  /** Where this user's runs have their directories; made if it is not there. */
  static Path root(Path workDirectory) throws IOException {
    Path parent =
        workDirectory == null ? Path.of(System.getProperty("java.io.tmpdir")) : workDirectory;
    if (!Files.isDirectory(parent) || !Files.isWritable(parent)) {
      throw new Problem(
          Problem.Kind.USAGE,
          "work directory " + parent + " is not a directory that can be written to; name another");
    }
    String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9_.-]", "_");
    Path root = parent.toAbsolutePath().normalize().resolve("rehearse-" + user);
    try {
      Files.createDirectory(root);
      permit(root);
    } catch (FileAlreadyExistsException e) {
      requireOwn(root);
    }
    return root;
  }

  /** A place that everyone may write to is one where others may have laid something for us. */
  private static void requireOwn(Path root) throws IOException {
    long uid = ServerAccount.uidOfThisProgram();
    boolean directory = Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS);
    if (!directory
        || uid >= 0
            && ((Number) Files.getAttribute(root, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                    .longValue()
                != uid) {
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE,
          root + " is not a directory of this user; remove it or name another work directory");
    }
  }

  /** Root's server runs as another user, who must pass through but need not look around. */
  private static void permit(Path directory) throws IOException {
    PosixFileAttributeView posix =
        Files.getFileAttributeView(directory, PosixFileAttributeView.class);
    if (posix != null) {
      posix.setPermissions(
          PosixFilePermissions.fromString(ServerAccount.isRoot() ? "rwx--x--x" : "rwx------"));
    }
  }

  /**
   * What the names of this program's own directories begin with. They must be left alone: closing
   * any channel of a locked file gives the lock up (fcntl).
   */
  static String ownPrefix() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    return String.format(Locale.ROOT, "%d-%x-", self.pid(), started);
  }

  Path path() {
    return path;
  }

  /** Unique among all runs. */
  String name() {
    return path.getFileName().toString();
  }

  /** Says that containers may have to be removed with this directory. */
  void markContainer() throws IOException {
    Files.createFile(path.resolve(CONTAINER));
  }

  Path data() {
    return path.resolve(DATA);
  }

  Path log() {
    return path.resolve("postgres.log");
  }

  /** Deletes the directory and, last, gives the lock up. */
  @Override
  public void close() throws IOException {
    try {
      FileTree.delete(path);
    } finally {
      owner.close();
    }
  }
}
