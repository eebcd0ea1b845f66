package dev.rehearsal.harness.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Removes the servers and directories of runs that were killed. */
final class Orphans {
  private Orphans() {}

  /** The caller holds the root's lock. */
  static void remove(Path root) throws IOException {
    String own = RunDirectory.ownPrefix();
    try (DirectoryStream<Path> runs = Files.newDirectoryStream(root, "*-*-*")) {
      for (Path run : runs) {
        if (!run.getFileName().toString().startsWith(own)
            && Files.isDirectory(run, LinkOption.NOFOLLOW_LINKS)
            && isDeserted(run)) {
          removeRun(run);
        }
      }
    }
  }

  private static void removeRun(Path run) throws IOException {
    ServerProcesses.of(run.resolve(RunDirectory.DATA)).stop();
    if (!Files.exists(run.resolve(RunDirectory.CONTAINER)) || removeContainers(run)) {
      FileTree.delete(run);
    }
  }

  /** False if that has to wait for a start at which the container engine answers. */
  private static boolean removeContainers(Path run) {
    try {
      ContainerEngine.find().removeContainersOf(run.getFileName().toString());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ContainerEngine.Unavailable | IOException e) {
      return false;
    }
  }

  /** Whether the program that made the directory is gone, by whatever end. */
  private static boolean isDeserted(Path run) throws IOException {
    Path owner = run.resolve(RunDirectory.OWNER);
    if (!Files.exists(owner, LinkOption.NOFOLLOW_LINKS)) {
      return true; // ended between making the directory and its file
    }
    try (FileChannel channel = FileChannel.open(owner, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null;
    }
  }
}
