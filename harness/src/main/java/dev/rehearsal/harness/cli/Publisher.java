package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.conductor.SampleLog;
import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.ResultFile;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.RecordingFile;
import dev.rehearsal.reports.render.HtmlReport;
import dev.rehearsal.reports.render.TextReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;

/** Writes a recording with everything drawn from it, and prints what it means. */
final class Publisher {

  private final Console console;
  private final Path out;
  private final int keep;
  private final boolean coloured;

  /**
   * @param out directory of the runs
   * @param keep how many of them to keep
   */
  Publisher(Console console, Path out, int keep, boolean coloured) {
    this.console = console;
    this.out = out;
    this.keep = keep;
    this.coloured = coloured;
  }

  /**
   * What came of a rehearsal.
   *
   * @param line the verdict and where the report is
   */
  record Published(int exitCode, String line) {}

  /**
   * A report that cannot be written is told, and changes nothing about the verdict.
   *
   * @param safer the safer form's files, by path within the run's directory
   */
  Published publish(Recording recording, SampleLog samples, SortedMap<String, String> safer) {
    byte[] content = RecordingFile.bytes(recording);
    String sha256 = RecordingFile.sha256(content);
    Analysis analysis = Analysis.of(recording, sha256);
    String line = analysis.verdict() + "  " + write(recording, content, analysis, samples, safer);
    console.out().print(text(recording, analysis));
    console.out().println();
    console.out().println(line);
    return new Published(analysis.exitCode(), line);
  }

  /** Where the report is, or what kept it from being written. */
  private String write(
      Recording recording,
      byte[] content,
      Analysis analysis,
      SampleLog samples,
      SortedMap<String, String> safer) {
    Runs runs = new Runs(out);
    try {
      Path run = runs.create(recording.startedAt(), analysis.recordingSha256());
      Runs.write(run, Runs.RECORDING, content);
      Runs.write(run, Runs.RESULT, ResultFile.bytes(analysis));
      Path report = Runs.write(run, Runs.REPORT, html(recording, analysis));
      if (!samples.isEmpty()) {
        Runs.write(run, Runs.SAMPLES, samples.content());
      }
      for (Map.Entry<String, String> script : safer.entrySet()) {
        Path file = run.resolve(script.getKey());
        Files.createDirectories(file.getParent());
        byte[] sql = script.getValue().getBytes(StandardCharsets.UTF_8);
        Runs.write(file.getParent(), file.getFileName().toString(), sql);
      }
      runs.pointLatestAt(run);
      runs.keep(keep);
      return report.toString();
    } catch (IOException unwritten) {
      console.err().println(out + ": the results could not all be written: " + unwritten);
      return "not all results could be written, see above";
    }
  }

  private static byte[] html(Recording recording, Analysis analysis) throws IOException {
    StringBuilder html = new StringBuilder();
    new HtmlReport().write(recording, analysis, html);
    return html.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String text(Recording recording, Analysis analysis) {
    StringBuilder text = new StringBuilder();
    try {
      new TextReport(coloured).write(recording, analysis, text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }
}
