package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.recording.Recording;
import java.io.IOException;

/**
 * The report as one HTML file that needs nothing else: no request, no script to be readable. Prints
 * on paper with everything open. The markup is in {@code report.html} beside this class, every
 * figure comes from {@link Page}.
 */
public final class HtmlReport implements ReportFormat {

  @Override
  public void write(Recording recording, Analysis analysis, Appendable out) throws IOException {
    out.append(Template.fill(Page.of(recording, analysis)));
  }
}
