package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.ThisTool;
import dev.rehearsal.reports.recording.Tool;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  static String line() {
    Tool tool = ThisTool.describe();
    return tool.name() + " " + tool.version();
  }

  @Override
  public String[] getVersion() {
    return new String[] {line()};
  }
}
