package dev.rehearsal.harness.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Held while run directories are made or removed, so that nobody takes one that is being made for
 * an orphan. Keeps out other threads and other programs.
 */
final class RootLock implements AutoCloseable {
  private static final ReentrantLock THREADS = new ReentrantLock();

  private final FileChannel programs;

  private RootLock(FileChannel programs) {
    this.programs = programs;
  }

  static RootLock acquire(Path root) throws IOException {
    THREADS.lock();
    try {
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.lock();
      return new RootLock(channel);
    } catch (IOException | RuntimeException e) {
      THREADS.unlock();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    try {
      programs.close();
    } finally {
      THREADS.unlock();
    }
  }
}
