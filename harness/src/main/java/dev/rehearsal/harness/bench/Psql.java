package dev.rehearsal.harness.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The {@code psql} on the PATH, connected to a disposable server as a superuser of its own. */
final class Psql {
  private static final String ROLE = "bench";
  private static final Pattern TIME = Pattern.compile("(?m)^Time: ([0-9.]+) ms");

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
        psql(database, "-c", command).redirectOutput(ProcessBuilder.Redirect.INHERIT);
    await(psql.start(), "");
  }

  /**
   * Runs a file as {@code psql -X -f} does, under {@code \\timing}.
   *
   * @return what psql says that each statement took, in nanoseconds
   */
  List<Long> time(String other, Path file) throws IOException, InterruptedException {
    Process process =
        psql(other, "-v", "ON_ERROR_STOP=1", "-c", "\\timing on", "-f", file.toString()).start();
    String output;
    try (InputStream in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    await(process, output);
    return TIME.matcher(output)
        .results()
        .map(time -> Math.round(Double.parseDouble(time.group(1)) * 1e6))
        .toList();
  }

  private ProcessBuilder psql(String other, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(program.toString(), "-X", "-q", "-h", host, "-p", port, "-U", ROLE));
    command.addAll(List.of(arguments));
    ProcessBuilder psql = new ProcessBuilder(command).redirectErrorStream(true);
    psql.environment().put("PGPASSWORD", password);
    psql.environment().put("PGDATABASE", other);
    psql.environment().put("LC_ALL", "C");
    return psql;
  }

  private static void await(Process psql, String output) throws IOException, InterruptedException {
    int exit = psql.waitFor();
    if (exit != 0) {
      throw new IOException("psql ended with " + exit + " " + output);
    }
  }
}
