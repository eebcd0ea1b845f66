package dev.rehearsal.harness.cli;

import picocli.CommandLine.Option;

/** What fills the database before the takes. {@link FlagChoices} reads the values. */
final class DatasetOptions {

  @Option(names = "--schema", paramLabel = "FILE", description = "SQL file that builds the schema.")
  private String schema;

  @Option(
      names = "--data",
      paramLabel = "FILE|shop",
      description =
          "SQL file or plain-format pg_dump file with the rows, with or without the schema; or shop"
              + " for the bundled dataset.")
  private String data;

  @Option(
      names = "--prepare",
      paramLabel = "FILE",
      description =
          "SQL file that is run on the loaded data before the takes, such as migrations that come"
              + " before this one.")
  private String prepare;
}
