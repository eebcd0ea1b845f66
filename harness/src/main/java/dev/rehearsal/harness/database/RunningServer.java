package dev.rehearsal.harness.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A disposable server of this user that some run of this program has started and not yet ended.
 * There is no other way to come by one, so nothing else can ever be watched.
 */
public final class RunningServer {
  /** The name of a session that watches. */
  public static final String SESSION = "rehearse/watch";

  /** A server that takes long to answer is left alone. */
  private static final String OPTIONS =
      "-c default_transaction_read_only=on -c statement_timeout=2s -c lock_timeout=100ms";

  private final Path directory;
  private final Access access;
  private final FileTime started;

  private RunningServer(Path directory) throws IOException {
    this.directory = directory;
    this.access = Access.read(directory);
    this.started = Files.getLastModifiedTime(Access.file(directory));
  }

  /**
   * All that run now, newest first.
   *
   * @param workDirectory where their runs have their directories, or null for the system's
   *     temporary directory
   */
  public static List<RunningServer> find(Path workDirectory) throws IOException {
    List<RunningServer> servers = new ArrayList<>();
    try (DirectoryStream<Path> runs =
        Files.newDirectoryStream(RunDirectory.root(workDirectory), "*-*-*")) {
      for (Path run : runs) {
        if (Files.isDirectory(run, LinkOption.NOFOLLOW_LINKS) && isOwned(run)) {
          add(run, servers);
        }
      }
    }
    servers.sort(Comparator.comparing((RunningServer server) -> server.started).reversed());
    return servers;
  }

  private static void add(Path run, List<RunningServer> servers) {
    try {
      servers.add(new RunningServer(run));
    } catch (IOException e) {
      // Not answering yet, or gone meanwhile: neither can be watched.
    }
  }

  /** Whether the program that made the run still lives. */
  private static boolean isOwned(Path run) {
    if (run.getFileName().toString().startsWith(RunDirectory.ownPrefix())) {
      return true;
    }
    try (FileChannel owner =
            FileChannel.open(run.resolve(RunDirectory.OWNER), StandardOpenOption.WRITE);
        FileLock lock = owner.tryLock()) {
      return lock == null;
    } catch (IOException e) {
      return false; // being made, or being removed
    }
  }

  /** The process that runs the rehearsal, which is what users name it by. */
  public String process() {
    String name = directory.getFileName().toString();
    return name.substring(0, name.indexOf('-'));
  }

  /** Whether it is still there. */
  public boolean runs() {
    return isOwned(directory) && Files.exists(Access.file(directory));
  }

  /**
   * A session beside the takes' databases, which can only read.
   *
   * @throws SQLException also if the server is gone
   */
  public Connection connect() throws SQLException {
    return connect(Cluster.MAINTENANCE);
  }

  /** The same in another database; to be closed soon, for takes begin and end with theirs. */
  public Connection connect(String database) throws SQLException {
    return access.cluster(null).connect(database, SESSION, OPTIONS);
  }
}
