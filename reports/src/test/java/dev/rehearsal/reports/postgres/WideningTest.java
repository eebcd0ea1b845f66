package dev.rehearsal.reports.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WideningTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "character varying(150) | character varying(300)",
        "character varying(150) | character varying",
        "character varying | text",
        "character varying(26) | text",
        "bit varying(4) | bit varying(8)",
        "numeric(10,2) | numeric(12,2)",
        "numeric(10,2) | numeric"
      })
  void leavesTheRowsAlone(String before, String after) {
    assertThat(Widening.is(before, after)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "character varying(300) | character varying(150)",
        "character varying | character varying(150)",
        "character varying(8000) | jsonb",
        "character varying(8) | bit varying(8)",
        "bit varying(8) | text",
        "numeric(10,2) | numeric(12,3)",
        "numeric | numeric(12,3)",
        "integer | bigint",
        "integer | numeric"
      })
  void needsTheRows(String before, String after) {
    assertThat(Widening.is(before, after)).isFalse();
  }
}
