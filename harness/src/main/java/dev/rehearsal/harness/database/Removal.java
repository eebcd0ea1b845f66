package dev.rehearsal.harness.database;

import java.io.IOException;

/** Destroys a server and everything that it stored. */
@FunctionalInterface
interface Removal {

  void remove() throws IOException;

  /** Half removed is worse than late: an interrupt waits until this is over. */
  default void removeInSpiteOfInterrupts() throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      remove();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
