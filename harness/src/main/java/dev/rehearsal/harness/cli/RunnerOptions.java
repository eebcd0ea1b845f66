package dev.rehearsal.harness.cli;

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
      description = "How long the command may take before it is ended. Default: 1h.")
  private String commandTimeout;
}
