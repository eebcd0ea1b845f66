package dev.rehearsal.harness.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where results go. {@link FlagChoices} reads the values of the first two. */
final class OutputOptions {

  static final Path OUT = Path.of(".rehearsal");
  static final int KEEP = 20;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Directory of the runs. Default: .rehearsal.")
  private String out;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "How many runs to keep there; older ones are removed. Default: 20.")
  private String keep;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never. Default: auto, which honours NO_COLOR.")
  private Console.ColorMode color = Console.ColorMode.AUTO;

  @Option(
      names = "--progress",
      paramLabel = "HOW",
      description = "auto (bars on a terminal), plain (a line for each stage) or none.")
  private ProgressStyle progress = ProgressStyle.AUTO;

  Console.ColorMode color() {
    return color;
  }

  ProgressStyle progress() {
    return progress;
  }
}
