package dev.rehearsal.harness.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.reports.recording.Suppression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowCommentTest {

  private static final String RULE =
      ": a comment to rehearse names findings, the last day and a reason; write, on a line before"
          + " the statement, -- rehearse:allow work-under-lock until 2026-12-31: fewer than 1000"
          + " rows";

  @TempDir Path directory;

  @Test
  void belongsToTheStatementBehindIt() throws IOException {
    assertThat(
            suppressions(
                """
                SELECT 1;
                -- rehearse:allow work-under-lock until 2026-12-31: fewer than 1000 rows
                -- and none of them is new
                SELECT 2;
                SELECT 3;
                """))
        .containsExactly(allowed("work-under-lock", 2, 2));
  }

  @Test
  void mayStandWithinTheStatementAndNameSeveralFindings() throws IOException {
    assertThat(
            suppressions(
                """
                SELECT /* rehearse:allow reads-blocked , writes-blocked
                            until 2026-12-31 : fewer than
                            1000 rows */ 1;
                """))
        .containsExactly(allowed("reads-blocked", 1, 1), allowed("writes-blocked", 1, 1));
  }

  @Test
  void textThatOnlyLooksLikeOneIsNone() throws IOException {
    assertThat(
            suppressions(
                """
                -- see rehearse:allow in the manual
                SELECT '-- rehearse:allow nonsense', $$
                -- rehearse:allow nonsense
                $$;
                """))
        .isEmpty();
  }

  @Test
  void demandsADateAndAReason() {
    assertRefused("-- rehearse:allow work-under-lock\nSELECT 1;", 1, RULE);
    assertRefused("-- rehearse:allow work-under-lock until 2026-12-31\nSELECT 1;", 1, RULE);
    assertRefused("-- rehearse:allow work-under-lock until 2026-12-31:  \nSELECT 1;", 1, RULE);
    assertRefused("-- rehearse:allow until 2026-12-31: small\nSELECT 1;", 1, RULE);
    assertRefused("-- rehearse:ignore work-under-lock\nSELECT 1;", 1, RULE);
    assertRefused(
        "SELECT 1;\n\n-- rehearse:allow work-under-lock until 2026-02-30: small\nSELECT 2;",
        3,
        ": the last day is a date such as 2026-12-31, was 2026-02-30");
  }

  @Test
  void knowsTheFindings() {
    assertRefused(
        "-- rehearse:allow work-under-locks until 2026-12-31: small\nSELECT 1;",
        1,
        ": there is no finding work-under-locks; did you mean work-under-lock?");
    assertRefused(
        "-- rehearse:allow everything until 2026-12-31: small\nSELECT 1;",
        1,
        ": there is no finding everything; docs/reference/findings.md lists them all");
    assertRefused(
        "-- rehearse:allow statement-failed until 2026-12-31: known\nSELECT 1;",
        1,
        ": statement-failed cannot be allowed; correct the statement or the data");
  }

  @Test
  void refusesOneThatStandsBeforeNoStatement() {
    String comment = "-- rehearse:allow work-under-lock until 2026-12-31: small\n";
    assertRefused("SELECT 1; " + comment + "SELECT 2;", 1, ": this comment stands before no");
    assertRefused("SELECT 1;\n" + comment, 2, ": this comment stands before no");
  }

  private void assertRefused(String sql, int line, String sentence) {
    assertThatThrownBy(() -> suppressions(sql))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith(directory.resolve("1.sql") + ":" + line + sentence)
        .extracting(e -> ((Problem) e).kind())
        .isEqualTo(Problem.Kind.USAGE);
  }

  private Suppression allowed(String finding, int statement, int line) {
    return new Suppression(
        finding,
        statement,
        directory.resolve("1.sql").toString(),
        line,
        "2026-12-31",
        "fewer than 1000 rows");
  }

  private List<Suppression> suppressions(String sql) throws IOException {
    Path file = Files.writeString(directory.resolve("1.sql"), sql);
    return MigrationReader.read(List.of(file), false).suppressions();
  }
}
