package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.RecordingFile;
import dev.rehearsal.reports.recording.SampleRecordings;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reports of sample recordings. */
final class Drawn {
  private Drawn() {}

  static String html(String sample) {
    return html(SampleRecordings.all().get(sample));
  }

  static String html(Recording recording) {
    return draw(new HtmlReport(), recording);
  }

  static String draw(ReportFormat format, Recording recording) {
    String sha256 = RecordingFile.sha256(RecordingFile.bytes(recording));
    StringBuilder out = new StringBuilder();
    try {
      format.write(recording, Analysis.of(recording, sha256), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
