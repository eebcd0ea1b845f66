package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.config.Schemas;
import dev.rehearsal.reports.analysis.ResultFile;
import dev.rehearsal.reports.recording.RecordingFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code rehearse schema}. */
@Command(
    name = "schema",
    header = "Prints the JSON Schema of a file that this program reads or writes.",
    description = {
      "",
      "Examples:",
      "  rehearse schema recording > recording.schema.json",
      "  rehearse schema rehearsal > rehearsal.schema.json",
      ""
    },
    mixinStandardHelpOptions = true)
final class SchemaCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(
      paramLabel = "FILE",
      description = "recording, result, rehearsal (rehearsal.yaml) or workload (workload.yaml).")
  private File file;

  /** The files that have a schema. */
  enum File {
    RECORDING,
    RESULT,
    REHEARSAL,
    WORKLOAD
  }

  @Override
  public Integer call() {
    main.console().out().print(schema());
    return ExitCode.DONE;
  }

  private String schema() {
    return switch (file) {
      case RECORDING -> RecordingFile.schema();
      case RESULT -> ResultFile.schema();
      case REHEARSAL -> Schemas.rehearsal();
      case WORKLOAD -> Schemas.workload();
    };
  }
}
