package dev.rehearsal.harness.cli;

import picocli.CommandLine.Option;

/** The size of the bundled dataset. {@link FlagChoices} reads the values. */
final class ShopOptions {

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Rows in the largest table of the shop. Default: 1000000.")
  private String rows;

  @Option(
      names = "--scale",
      paramLabel = "FACTOR",
      description = "The same as a factor: 1 is a million rows in the largest table.")
  private String scale;
}
