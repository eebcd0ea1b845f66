package dev.rehearsal.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlPartsTest {

  @Test
  void knowsWhereEachStatementBegins() {
    assertThat(SqlParts.of("SELECT 'ä;';\n  -- x\n SELECT 2;"))
        .extracting(SqlParts.Part::sql, SqlParts.Part::offset)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("SELECT 'ä;'", 0),
            org.assertj.core.groups.Tuple.tuple("SELECT 2", 21));
  }

  @Test
  void aCopyIsTheLastOfItsQuery() {
    assertThat(SqlParts.of("TRUNCATE t; COPY t FROM STDIN;"))
        .extracting(SqlParts.Part::sql)
        .containsExactly("TRUNCATE t", "COPY t FROM STDIN");
  }

  @Test
  void whatCannotBeSplitIsOne() {
    assertThat(SqlParts.of("SELECT 'open"))
        .extracting(SqlParts.Part::sql)
        .containsExactly("SELECT 'open");
  }

  @Test
  void nothingIsNothing() {
    assertThat(SqlParts.of(" ; -- x")).isEmpty();
  }
}
