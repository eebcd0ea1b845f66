package dev.rehearsal.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.SampleRecordings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportSizeTest {

  private static final int KIB = 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "passing",
        "empty",
        "failing",
        "convoy",
        "failed-statement",
        "aborted",
        "complete"
      })
  void aTypicalReportIsSmall(String sample) {
    assertThat(bytes(Drawn.html(sample))).isLessThan(100 * KIB);
  }

  @Test
  void twoHundredStatementsStayUnderTwoMebibytes() {
    assertThat(bytes(Drawn.html("big"))).isLessThan(2 * KIB * KIB);
  }

  @Test
  void aHugeStatementIsCutAndTheCutIsAnnounced() {
    String html = Drawn.html(HostileText.recording("x".repeat(5_000_000)));
    assertThat(bytes(html)).isLessThan(100 * KIB);
    assertThat(html).contains("the first 2,048 of ");
  }

  @Test
  void markdownFitsIntoACommentAndSaysWhatItLeftOut() {
    String markdown = Drawn.draw(new MarkdownReport(), SampleRecordings.big());
    assertThat(markdown).hasSizeLessThanOrEqualTo(MarkdownReport.LONGEST);
    assertThat(markdown).containsPattern("Showing \\d+ of 200 statements");
    assertThat(markdown.split("<details>", -1)).hasSameSizeAs(markdown.split("</details>", -1));
  }

  @Test
  void textIsNeverWiderThanATerminal() {
    for (Recording recording : List.copyOf(SampleRecordings.all().values())) {
      String text = Drawn.draw(new TextReport(), recording);
      assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThan(101));
      assertThat(text.lines()).hasSizeLessThan(24);
    }
  }

  @Test
  void textIsColouredOnlyIfAsked() {
    assertThat(Drawn.draw(new TextReport(), SampleRecordings.failing())).doesNotContain("\u001b");
    assertThat(Drawn.draw(new TextReport(true), SampleRecordings.failing()))
        .startsWith("\u001b[1;31mFAIL\u001b[0m ");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
