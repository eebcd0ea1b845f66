package dev.rehearsal.harness.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;

/** {@code postgresql.conf}: where a setting is named twice, the last one counts. */
final class ConfigurationFile {
  private ConfigurationFile() {}

  /** Writes what initdb decided, then these settings. */
  static void write(Path file, String fromInitdb, SortedMap<String, String> settings)
      throws IOException {
    StringBuilder text = new StringBuilder(fromInitdb).append('\n');
    settings.forEach(
        (name, value) -> text.append(name).append(" = ").append(quote(value)).append('\n'));
    Files.writeString(file, text);
  }

  /** As the server's scanner undoes it (guc-file.l): backslashes and quotes are escaped. */
  static String quote(String value) {
    String escaped =
        value.replace("\\", "\\\\").replace("'", "''").replace("\n", "\\n").replace("\r", "\\r");
    return "'" + escaped + "'";
  }
}
