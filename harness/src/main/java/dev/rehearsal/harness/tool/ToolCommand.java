package dev.rehearsal.harness.tool;

import dev.rehearsal.harness.database.Login;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A tool's command line, run by the shell. Of the databases that the caller's environment names the
 * tool gets to know none but the one it is given. What stands in the command line can be seen by
 * others on the machine while it runs; the password in it is made up for the disposable server.
 *
 * @param line the command; {@code {url}}, {@code {jdbc-url}}, {@code {host}}, {@code {port}},
 *     {@code {user}}, {@code {password}} and {@code {database}} in it stand for those of the
 *     database
 * @param urlVariable the environment variable that gets the URL
 * @param directory where it runs
 * @param timeout after which it is ended, with everything that it started
 */
public record ToolCommand(String line, String urlVariable, Path directory, Duration timeout)
    implements Tool {

  private static final Pattern NAMES_A_DATABASE =
      Pattern.compile(
          "PG[A-Z]+"
              + "|(.*_)?(DATABASE|DIRECT|SHADOW|DB|POSTGRES|POSTGRESQL|JDBC|DATASOURCE|CONNECTION)"
              + "_?(URL|URI|DSN|STRING)"
              + "|(.*_)?(DB|DATABASE|DATASOURCE|POSTGRES|POSTGRESQL|RDS)"
              + "_(HOST|HOSTNAME|SERVER|PORT|USER|USERNAME|PASS|PASSWORD|NAME|DB)"
              + "|FLYWAY_(URL|USER|PASSWORD)|LIQUIBASE_COMMAND_(URL|USERNAME|PASSWORD)"
              + "|GOOSE_DBSTRING",
          Pattern.CASE_INSENSITIVE);

  /** URLs, connection strings of libpq, and those of .NET. */
  private static final Pattern IS_A_DATABASE =
      Pattern.compile(
          ".*\\b(jdbc:)?(postgres(ql)?|postgis|pgx\\d?|psql|cockroach(db)?)(\\+\\w+)?:.*"
              + "|.*\\bhost(addr)?\\s*=.*\\bdbname\\s*=.*|.*\\bdbname\\s*=.*\\bhost(addr)?\\s*=.*"
              + "|.*\\b(host|server|data source)\\s*=[^;]*;.*\\b(database|initial catalog)\\s*=.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** The shell, and what it starts; the variables of libpq name the database, too. */
  @Override
  public Ended run(Login login) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(List.of("/bin/sh", "-c", line(login)))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    Map<String, String> inherited = Map.copyOf(builder.environment());
    clean(builder.environment());
    builder.environment().putAll(variables(login));
    StartedProcesses started = new StartedProcesses();
    started.mark(builder.environment());
    Process process = builder.start();
    ToolOutput output = new ToolOutput();
    Thread reading = new Thread(() -> read(process, output), "rehearse-tool-output");
    reading.setDaemon(true);
    reading.start();
    Integer exitCode = null;
    try {
      process.getOutputStream().close();
      if (started.await(process, timeout)) {
        exitCode = process.exitValue();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      started.end(process);
      finish(reading);
    }
    return new Ended(exitCode, OutputSecrets.masked(output.text(), login, inherited), true);
  }

  private String line(Login login) {
    return line.replace("{url}", login.url())
        .replace("{jdbc-url}", login.jdbcUrl())
        .replace("{host}", login.host())
        .replace("{port}", String.valueOf(login.port()))
        .replace("{user}", login.user())
        .replace("{password}", login.password())
        .replace("{database}", login.database());
  }

  private Map<String, String> variables(Login login) {
    return Map.of(
        "PGHOST",
        login.host(),
        "PGPORT",
        String.valueOf(login.port()),
        "PGUSER",
        login.user(),
        "PGPASSWORD",
        login.password(),
        "PGDATABASE",
        login.database(),
        "PGSSLMODE",
        "disable",
        urlVariable,
        login.url());
  }

  /** By name or by value: what looks like the address of a database goes. */
  static void clean(Map<String, String> environment) {
    environment
        .entrySet()
        .removeIf(
            variable ->
                NAMES_A_DATABASE.matcher(variable.getKey()).matches()
                    || IS_A_DATABASE.matcher(variable.getValue()).matches());
  }

  private static void read(Process process, ToolOutput output) {
    byte[] buffer = new byte[8192];
    try (InputStream in = process.getInputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        output.add(buffer, read);
      }
    } catch (IOException ended) {
      // The process was ended, and its pipe with it; what came before is kept.
    }
  }

  /** Somebody who got away may still hold the pipe: nobody waits for them. */
  private static void finish(Thread reading) {
    boolean interrupted = Thread.interrupted();
    try {
      reading.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
