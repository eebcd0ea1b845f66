package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.Problem;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a server says of itself.
 *
 * @param version such as {@code 18.6}
 * @param major such as 18
 * @param settings as {@link dev.rehearsal.reports.recording.Server#settings}
 */
record ServerDescription(String version, int major, SortedMap<String, String> settings) {
  private static final List<String> DURABILITY =
      List.of("fsync", "full_page_writes", "synchronous_commit");

  private static final String VERSION =
      "SELECT current_setting('server_version'),"
          + " current_setting('server_version_num')::int / 10000";

  /** Those that decide durability, memory and timing, and any others not at their default. */
  private static final String SETTINGS =
      """
      SELECT name, current_setting(name)
        FROM pg_settings
       WHERE name IN ('autovacuum', 'checkpoint_timeout', 'data_checksums', 'fsync',
                      'full_page_writes', 'jit', 'maintenance_work_mem', 'max_connections',
                      'max_parallel_maintenance_workers', 'max_wal_size', 'server_encoding',
                      'shared_buffers', 'synchronous_commit', 'TimeZone', 'wal_compression',
                      'wal_level', 'wal_sync_method', 'work_mem')
          OR (source IN ('configuration file', 'command line', 'environment variable', 'database',
                         'user', 'database user', 'global')
              AND reset_val IS DISTINCT FROM boot_val
              AND name NOT IN ('config_file', 'data_directory', 'external_pid_file', 'hba_file',
                               'ident_file', 'listen_addresses', 'log_directory', 'log_filename',
                               'port', 'unix_socket_directories')
              AND name !~ '(^ssl_|passw|conninfo|passphrase|secret)')
      """;

  /**
   * Asks the server.
   *
   * @param wanted the settings that it was started with
   * @throws Problem if it does not answer, is too old or too new, or is less durable than wanted
   */
  static ServerDescription read(Cluster cluster, SortedMap<String, String> wanted) {
    try (Connection connection = cluster.connect(Cluster.MAINTENANCE, Cluster.SESSION);
        Statement statement = connection.createStatement()) {
      ServerDescription description = read(statement);
      description.requireSupported();
      description.requireDurability(wanted);
      return description;
    } catch (SQLException e) {
      throw cluster.explain("the server started but does not answer", e);
    }
  }

  private static ServerDescription read(Statement statement) throws SQLException {
    SortedMap<String, String> settings = new TreeMap<>();
    try (ResultSet rows = statement.executeQuery(SETTINGS)) {
      while (rows.next()) {
        settings.put(rows.getString(1), rows.getString(2));
      }
    }
    try (ResultSet row = statement.executeQuery(VERSION)) {
      row.next();
      return new ServerDescription(row.getString(1), row.getInt(2), settings);
    }
  }

  private void requireSupported() {
    if (major < DatabaseSpec.OLDEST_MAJOR || major > DatabaseSpec.NEWEST_MAJOR) {
      throw new Problem(
          Problem.Kind.USAGE,
          "the server is postgres "
              + version
              + "; rehearse works with "
              + DatabaseSpec.OLDEST_MAJOR
              + " to "
              + DatabaseSpec.NEWEST_MAJOR);
    }
  }

  /** An image may bring a command line or a configuration of its own. */
  private void requireDurability(SortedMap<String, String> wanted) {
    for (String name : DURABILITY) {
      String value = settings.get(name);
      // Anything but our own "on" is the user's wish, in one of many spellings.
      if (wanted.get(name).equals("on") && !value.equals("on")) {
        throw new Problem(
            Problem.Kind.CANNOT_REHEARSE,
            "the server runs with "
                + name
                + " = "
                + value
                + " although it was started with on; take an image that leaves its settings alone");
      }
    }
  }
}
