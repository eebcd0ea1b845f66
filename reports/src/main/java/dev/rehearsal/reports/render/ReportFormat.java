package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.recording.Recording;
import java.io.IOException;

/** A document that can be drawn from a recording. Implementations keep no state. */
public interface ReportFormat {

  /** Writes the whole document; does not close {@code out}. */
  void write(Recording recording, Analysis analysis, Appendable out) throws IOException;
}
