package dev.rehearsal.harness.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The {@code psql} on the PATH, connected to a disposable server as a superuser of its own. */
final class Psql {
  private static final String ROLE = "bench";

  private final Path program;
  private final String host;
  private final String port;
  private final String database;
  private final String password = UUID.randomUUID().toString();

  private Psql(Path program, String host, String port, String database) {
    this.program = program;
    this.host = host;
    this.port = port;
    this.database = database;
  }

  /** The first on the PATH, or empty. */
  static Optional<Path> find() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .map(directory -> Path.of(directory, "psql"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Lets a psql in where a session is.
   *
   * @param session over TCP
   */
  static Psql beside(Connection session) throws SQLException {
    Path program = find().orElseThrow(() -> new IllegalStateException("psql is not on the PATH"));
    try (Statement statement = session.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT host(inet_server_addr()), inet_server_port(), current_database()")) {
      row.next();
      Psql psql = new Psql(program, row.getString(1), row.getString(2), row.getString(3));
      psql.createRole(session);
      return psql;
    }
  }

  private void createRole(Connection session) throws SQLException {
    try (Statement statement = session.createStatement()) {
      statement.execute("CREATE ROLE " + ROLE + " SUPERUSER LOGIN PASSWORD '" + password + "'");
    }
  }

  /** Runs one command and waits for it. */
  void run(String command) throws IOException, InterruptedException {
    ProcessBuilder psql =
        new ProcessBuilder(
                program.toString(), "-X", "-q", "-h", host, "-p", port, "-U", ROLE, "-c", command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT);
    psql.environment().put("PGPASSWORD", password);
    psql.environment().put("PGDATABASE", database);
    int exit = psql.start().waitFor();
    if (exit != 0) {
      throw new IOException("psql ended with " + exit);
    }
  }
}
