package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.Problem;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The settings that a rehearsal's server runs with: durable as in production, quiet (nothing starts
 * by itself in the middle of a measurement), and the user's own on top.
 */
final class ServerSettings {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_$]*(\\.[A-Za-z_][A-Za-z0-9_$]*)*");

  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("fsync", "on"),
          Map.entry("full_page_writes", "on"),
          Map.entry("synchronous_commit", "on"),
          Map.entry("max_connections", "100"),
          Map.entry("shared_buffers", "256MB"),
          Map.entry("maintenance_work_mem", "256MB"),
          // Neither loading nor a migration is to wait for a checkpoint forced by WAL volume.
          Map.entry("max_wal_size", "4GB"),
          Map.entry("checkpoint_timeout", "30min"),
          // Would run beside the migration at a moment of its own choosing.
          Map.entry("autovacuum", "off"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"));

  /** What the program decides: where the server listens and where it keeps its files. */
  private static final Set<String> OWN =
      Set.of(
          "listen_addresses",
          "port",
          "unix_socket_directories",
          "data_directory",
          "config_file",
          "hba_file",
          "ident_file",
          "external_pid_file",
          "logging_collector",
          "lc_messages",
          "password_encryption",
          "ssl");

  private ServerSettings() {}

  /**
   * The program's settings with the user's on top, by lower-case name.
   *
   * @throws Problem if a name cannot be a setting's or belongs to the program
   */
  static SortedMap<String, String> with(SortedMap<String, String> users) {
    SortedMap<String, String> settings = new TreeMap<>(DEFAULTS);
    users.forEach((name, value) -> settings.put(checked(name), value));
    return settings;
  }

  /** The server's time zone, which sessions are to have whatever the Java process's is. */
  static String timeZone(SortedMap<String, String> settings) {
    return settings.get("timezone");
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Problem(
          Problem.Kind.USAGE, "--set: '" + name + "' is not a setting's name; write name=value");
    }
    String lower = name.toLowerCase(java.util.Locale.ROOT);
    if (OWN.contains(lower)) {
      throw new Problem(
          Problem.Kind.USAGE, "--set: " + lower + " is decided by rehearse and cannot be set");
    }
    return lower;
  }
}
