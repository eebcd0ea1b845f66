package dev.rehearsal.reports.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "41, 41 ns",
    "999, 999 ns",
    "1000, 1 µs",
    "999499, 999 µs",
    "999500, 1 ms",
    "8200000, 8.2 ms",
    "9996000, 10 ms",
    "411700000, 412 ms",
    "999600000, 1 s",
    "1380000000, 1.38 s",
    "59949000000, 59.9 s",
    "59960000000, 1 m 0 s",
    "192000000000, 3 m 12 s",
    "3725000000000, 1 h 2 m 5 s",
    "-8200000, -8.2 ms",
  })
  void writesDurations(long nanos, String text) {
    assertThat(Figures.duration(nanos)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1 KiB",
    "1048063, 1023 KiB",
    "1048575, 1 MiB",
    "2040109465, 1.9 GiB",
    "-8192, -8 KiB",
    "9223372036854775807, 8 EiB",
  })
  void writesSizes(long bytes, String text) {
    assertThat(Figures.size(bytes)).isEqualTo(text);
  }

  @Test
  void groupsTheDigitsOfCounts() {
    assertThat(Figures.count(1_000_000)).isEqualTo("1,000,000");
    assertThat(Figures.count(1, "probe", "probes")).isEqualTo("1 probe");
    assertThat(Figures.count(0, "probe", "probes")).isEqualTo("0 probes");
  }

  @Test
  void writesTheSameInEveryLocale() {
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(Figures.duration(1_380_000_000)).isEqualTo("1.38 s");
      assertThat(Figures.size(2_040_109_465)).isEqualTo("1.9 GiB");
      assertThat(Figures.count(1_000_000)).isEqualTo("1,000,000");
    } finally {
      Locale.setDefault(locale);
    }
  }
}
