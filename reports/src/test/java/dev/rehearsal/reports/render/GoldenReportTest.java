package dev.rehearsal.reports.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.rehearsal.reports.recording.SampleRecordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reports as they were last looked at and found good. They change with {@code mvn -pl reports test
 * -Dtest=GoldenReportTest -Dgolden.update=true}, which then fails so that it is never taken for a
 * check; look at the difference before committing it.
 */
class GoldenReportTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/dev/rehearsal/reports/render/golden");

  private static final Map<String, ReportFormat> FORMATS =
      Map.of("html", new HtmlReport(), "md", new MarkdownReport(), "txt", new TextReport());

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @CsvSource({
    "failing, html",
    "aborted, html",
    "hostile, html",
    "complete, html",
    "failing, md",
    "passing, md",
    "aborted, md",
    "hostile, md",
    "complete, md",
    "failing, txt",
    "passing, txt",
    "aborted, txt",
    "hostile, txt",
    "complete, txt",
    "convoy, txt",
    "empty, txt",
    "failed-statement, txt"
  })
  void drawsTheReportThatWasFoundGood(String sample, String format) throws IOException {
    Path golden = GOLDEN.resolve(sample + "." + format);
    String drawn = Drawn.draw(FORMATS.get(format), SampleRecordings.all().get(sample));
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(golden, drawn);
      fail("%s was written anew; look at it, then run without -Dgolden.update", golden);
    }
    assertThat(drawn).isEqualTo(Files.readString(golden));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de-DE", "ar-EG-u-nu-arab", "tr-TR", "th-TH-u-ca-buddhist-nu-thai"})
  void drawsTheSameBytesInEveryLocale(String locale) {
    for (String sample : new String[] {"failing", "big", "hostile", "complete"}) {
      for (ReportFormat format : FORMATS.values()) {
        Locale.setDefault(Locale.ROOT);
        String root = Drawn.draw(format, SampleRecordings.all().get(sample));
        Locale.setDefault(Locale.forLanguageTag(locale));
        assertThat(Drawn.draw(format, SampleRecordings.all().get(sample))).isEqualTo(root);
      }
    }
  }
}
