package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.ResultFile;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.RecordingFile;
import dev.rehearsal.reports.render.HtmlReport;
import dev.rehearsal.reports.render.MarkdownReport;
import dev.rehearsal.reports.render.ReportFormat;
import dev.rehearsal.reports.render.TextReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code rehearse report}. */
@Command(
    name = "report",
    header = "Draws a report again from a recording, without a database.",
    description = {
      "",
      "Analyses the recording anew, so that a newer version of this program may see more in it.",
      "",
      "Examples:",
      "  rehearse report",
      "  rehearse report .rehearsal/latest/recording.json --format md",
      "  rehearse report nightly/recording.json --output ticket.html",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class ReportCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(
      paramLabel = "RECORDING",
      arity = "0..1",
      description =
          "A recording.json, or the directory of a run. Default: the newest run of this directory.")
  private Path recording = Path.of(".rehearsal", Runs.LATEST);

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "html, md, text or json. Default: by the name of the output file, else text.")
  private Format format;

  @Option(
      names = "--output",
      paramLabel = "FILE|-",
      description = "Where to write it; - is standard output. Default: -.")
  private String output = "-";

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = "auto, always or never. Default: auto, which honours NO_COLOR.")
  private Console.ColorMode color = Console.ColorMode.AUTO;

  /** What a recording can be drawn as. */
  enum Format {
    HTML,
    MD,
    TEXT,
    JSON
  }

  @Override
  public Integer call() {
    Path file = Files.isDirectory(recording) ? recording.resolve(Runs.RECORDING) : recording;
    byte[] content = read(file);
    Recording read = RecordingFile.read(content, file.toString());
    write(draw(read, Analysis.of(read, RecordingFile.sha256(content))));
    return ExitCode.DONE;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException missing) {
      throw new Problem(
          Problem.Kind.USAGE,
          file + ": there is no such recording; name a recording.json, or rehearse first",
          missing);
    } catch (IOException unreadable) {
      throw new Problem(
          Problem.Kind.USAGE, file + ": cannot be read (" + unreadable + ")", unreadable);
    }
  }

  private byte[] draw(Recording read, Analysis analysis) {
    return switch (format == null ? formatOf(output) : format) {
      case HTML -> drawn(new HtmlReport(), read, analysis);
      case MD -> drawn(new MarkdownReport(), read, analysis);
      case TEXT -> drawn(new TextReport(coloured()), read, analysis);
      case JSON -> ResultFile.bytes(analysis);
    };
  }

  private boolean coloured() {
    return output.equals("-") ? main.console().coloured(color) : color == Console.ColorMode.ALWAYS;
  }

  private static Format formatOf(String output) {
    String name = output.toLowerCase(Locale.ROOT);
    if (name.endsWith(".html") || name.endsWith(".htm")) {
      return Format.HTML;
    }
    if (name.endsWith(".md")) {
      return Format.MD;
    }
    return name.endsWith(".json") ? Format.JSON : Format.TEXT;
  }

  private static byte[] drawn(ReportFormat format, Recording read, Analysis analysis) {
    StringBuilder document = new StringBuilder();
    try {
      format.write(read, analysis, document);
    } catch (IOException impossible) {
      throw new IllegalStateException("a StringBuilder accepts everything", impossible);
    }
    return document.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(byte[] document) {
    if (output.equals("-")) {
      main.console().out().writeBytes(document);
      main.console().out().flush();
      return;
    }
    try {
      Files.write(Path.of(output), document);
    } catch (IOException unwritable) {
      throw new Problem(
          Problem.Kind.USAGE, output + ": cannot be written (" + unwritable + ")", unwritable);
    }
  }
}
