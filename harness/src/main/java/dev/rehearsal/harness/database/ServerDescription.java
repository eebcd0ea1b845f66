package dev.rehearsal.harness.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

  static ServerDescription read(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
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
  }
}
