package dev.rehearsal.harness.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The end of a log, short enough for an error message. */
final class LogTail {
  private static final int BYTES = 4096;

  private LogTail() {}

  /** The last lines of the file; empty if there is none. */
  static String of(Path file) {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(0, log.length() - BYTES);
      log.seek(start);
      byte[] bytes = new byte[(int) (log.length() - start)];
      log.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return (start == 0 ? text : text.substring(text.indexOf('\n') + 1)).strip();
    } catch (IOException e) {
      return ""; // a log that cannot be read tells nothing; the failure itself is told anyway
    }
  }
}
