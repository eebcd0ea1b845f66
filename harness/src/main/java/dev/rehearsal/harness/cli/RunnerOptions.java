package dev.rehearsal.harness.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** Which tool performs the migration, and what of it is pending. {@link FlagChoices} reads them. */
final class RunnerOptions {

  @Option(
      names = "--runner",
      paramLabel = "TOOL",
      description =
          "The tool whose directory it is: psql, golang-migrate (with x-multi-statement:"
              + " golang-migrate:x-multi-statement), prisma, drizzle, dbmate, goose, node-pg-migrate,"
              + " diesel, flyway, liquibase or sqitch. Default: recognised.")
  private String runner;

  @Option(
      names = "--applied-to",
      paramLabel = "VERSION",
      description =
          "The last version that is applied: it and all before it build the schema, before the data"
              + " are loaded. Default: the last but one, unless --schema builds it.")
  private String appliedTo;

  @Option(
      names = "--from",
      paramLabel = "VERSION",
      description = "The first pending version; what comes before is in what is loaded.")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "VERSION",
      description = "The last pending version. Default: the last there is.")
  private String to;

  @Option(names = "--all", negatable = true, description = "All versions are pending.")
  private Boolean all;

  @Option(
      names = "--command",
      paramLabel = "COMMAND",
      description =
          "Let the tool itself perform the migration: a shell command, run in each take with the"
              + " address of the disposable database as {url}, {jdbc-url}, {host}, {port}, {user},"
              + " {password} and {database} in it and in its environment.")
  private String command;

  @Option(
      names = "--url-env",
      paramLabel = "NAME",
      description = "The environment variable that gets the URL. Default: DATABASE_URL.")
  private String urlEnv;

  @Option(
      names = "--command-timeout",
      paramLabel = "DURATION",
      description =
          "How long the command, or the tool in process, may take before it is ended. Default: 1h.")
  private String commandTimeout;

  @Option(
      names = "--in-process",
      negatable = true,
      description =
          "Let the tool itself perform the migration, without a command: --runner flyway or liquibase,"
              + " whose library is fetched by Maven's rules and run here. MIGRATION is Flyway's"
              + " directory or Liquibase's changelog, if the tool's configuration does not name it.")
  private Boolean inProcess;

  @Option(
      names = "--runner-config",
      paramLabel = "FILE",
      description =
          "The configuration of the tool in process, a later file before an earlier one. Where to"
              + " connect is not read. Default: what it reads of the working directory itself.")
  private List<String> runnerConfig;

  @Option(
      names = "--runner-classpath",
      paramLabel = "PATH",
      description =
          "A jar or a directory for the tool in process: migrations in Java, callbacks, and what its"
              + " configuration calls classpath.")
  private List<String> runnerClasspath;

  @Option(
      names = "--runner-version",
      paramLabel = "VERSION",
      description =
          "Which version of the tool in process. Default: 11.20.3 of Flyway, 4.33.0 of Liquibase.")
  private String runnerVersion;
}
