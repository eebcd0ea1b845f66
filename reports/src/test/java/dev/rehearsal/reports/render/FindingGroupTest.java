package dev.rehearsal.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.analysis.Finding;
import dev.rehearsal.reports.analysis.Severity;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FindingGroupTest {

  @Test
  void tellsOnceWhatSeveralStatementsAndTablesHave() {
    List<FindingGroup> groups =
        groups(
            finding("work-under-lock", Severity.ERROR, 1, "a", "Split it."),
            finding("no-lock-timeout", Severity.WARN, 1, "a", "Set it."),
            finding("work-under-lock", Severity.WARN, 2, "a", "Split it."),
            finding("no-lock-timeout", Severity.WARN, 2, "b", "Set it."));
    assertThat(groups)
        .extracting(group -> group.name() + " " + group.severity() + " in " + group.statement())
        .containsExactly(
            "work-under-lock error in S1",
            "no-lock-timeout warn in S1, S2",
            "work-under-lock warn in S2");
    assertThat(groups.get(0).relation()).isEqualTo("a");
    assertThat(groups.get(1).relation()).isEqualTo("2 tables");
    assertThat(groups.get(1).gist()).isEqualTo("effect of S1; and 1 more like it");
    assertThat(groups.get(1).remedies()).containsExactly("Set it.");
  }

  @Test
  void remediesThatDifferNameTheirStatement() {
    FindingGroup group =
        groups(
                finding("work-under-lock", Severity.WARN, 1, "a", "Add x as NOT VALID."),
                finding("work-under-lock", Severity.WARN, 1, "b", "Add x as NOT VALID."),
                finding("work-under-lock", Severity.WARN, 2, "a", "Add y as NOT VALID."))
            .get(0);
    assertThat(group.remedies())
        .containsExactly("S1: Add x as NOT VALID.", "S2: Add y as NOT VALID.");
  }

  @Test
  void doesNotNameEveryOneOfManyStatements() {
    Finding[] many =
        IntStream.rangeClosed(1, 12)
            .mapToObj(each -> finding("no-lock-timeout", Severity.WARN, each, "a", "Set it."))
            .toArray(Finding[]::new);
    assertThat(groups(many).get(0).statement()).isEqualTo("S1, S2, S3, S4, S5 and 7 more");
  }

  private static List<FindingGroup> groups(Finding... findings) {
    return FindingGroup.of(FindingRow.of(List.of(findings)));
  }

  private static Finding finding(
      String name, Severity severity, int statement, String table, String remedy) {
    return new Finding(
        name, severity, statement, table, "evidence", "effect of S" + statement, remedy);
  }
}
