package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.SampleRecordings.suppressing;
import static dev.rehearsal.reports.recording.SampleRecordings.take;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.SampleRecordings;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.Suppression;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The recordings of this test begin on 2026-11-22. */
class SuppressionsTest {

  private static final String ORDERS = "public.orders";

  @Test
  void aSuppressedFindingStaysAndDoesNotCount() {
    Suppression suppression = allow("work-under-lock", 1, "2026-11-22");

    Analysis analysis = Analysis.of(suppressing(facts(scan()), suppression), "");

    assertThat(analysis.findings()).hasSize(1);
    assertThat(analysis.findings().get(0).suppressedBy()).isEqualTo(suppression);
    assertThat(analysis.findings().get(0).severity()).isEqualTo(Severity.WARN);
    assertThat(analysis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(analysis.sentence()).endsWith("; 1 finding is suppressed");
  }

  @Test
  void oneOutOfDateWarnsAndTheFindingCounts() {
    Analysis analysis =
        Analysis.of(suppressing(facts(scan()), allow("work-under-lock", 1, "2026-11-21")), "");

    assertThat(analysis.findings())
        .extracting(Finding::name)
        .containsExactly("work-under-lock", "suppression-expired");
    assertThat(analysis.findings()).allMatch(Finding::counts);
    assertThat(analysis.findings().get(1).evidence())
        .isEqualTo(
            "V42__orders.sql:3 allowed work-under-lock until 2026-11-21;"
                + " the rehearsal began on 2026-11-22");
  }

  @Test
  void oneWithoutAnEndHolds() {
    assertThat(names(suppressing(facts(scan()), allow("work-under-lock", 1, null)))).isEmpty();
  }

  @Test
  void oneThatSuppressesNothingWarns() {
    assertThat(names(suppressing(facts(scan()), allow("unbatched-change", 1, "2099-12-31"))))
        .containsExactly("work-under-lock", "suppression-unused");
  }

  @Test
  void oneForAnotherStatementDoesNotHold() {
    assertThat(
            names(suppressing(facts(scan(), other()), allow("work-under-lock", 2, "2099-12-31"))))
        .containsExactly("work-under-lock", "suppression-unused");
  }

  @Test
  void whatNoTakeCouldHaveShownIsNotCalledUnused() {
    assertThat(names(suppressing(facts(other()), allow("reads-blocked", 2, "2099-12-31"))))
        .isEmpty();
    assertThat(names(suppressing(facts(other()), allow("work-under-lock", 7, "2099-12-31"))))
        .isEmpty();
  }

  @Test
  void aStatementThatFailedCannotBeAllowed() {
    Recording failed = SampleRecordings.failedStatement();
    int statement = Analysis.of(failed, "").findings().get(0).statement();

    Analysis analysis =
        Analysis.of(suppressing(failed, allow("statement-failed", statement, "2099-12-31")), "");

    assertThat(analysis.findings().get(0).name()).isEqualTo("statement-failed");
    assertThat(analysis.findings().get(0).counts()).isTrue();
    assertThat(analysis.exitCode()).isEqualTo(3);
  }

  @Test
  void aSuppressedStallIsNotHeldAgainstTheBudget() {
    Recording failing = SampleRecordings.failing();
    Analysis plain = Analysis.of(failing, "");
    assertThat(plain.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(plain.budgets().get(0).met()).isFalse();

    Suppression[] all =
        plain.findings().stream()
            .map(finding -> allow(finding.name(), finding.statement(), "2099-12-31"))
            .distinct()
            .toArray(Suppression[]::new);
    Analysis analysis = Analysis.of(suppressing(failing, all), "");

    assertThat(analysis.findings()).hasSameSizeAs(plain.findings()).noneMatch(Finding::counts);
    assertThat(analysis.budgets().get(0).met()).isTrue();
    assertThat(analysis.longestStallNanos()).isEqualTo(plain.longestStallNanos());
    assertThat(analysis.verdict()).isEqualTo(Verdict.PASS);
  }

  private static List<String> names(Recording recording) {
    return Analysis.of(recording, "").findings().stream()
        .filter(Finding::counts)
        .map(Finding::name)
        .toList();
  }

  private static Suppression allow(String finding, int statement, String until) {
    return new Suppression(
        finding, statement, "migrations/V42__orders.sql", 3, until, "a small table");
  }

  private static StatementBuilder scan() {
    return statement(1, "ALTER TABLE orders ALTER COLUMN note SET NOT NULL")
        .locks(ORDERS, ACCESS_EXCLUSIVE)
        .scans(ORDERS);
  }

  private static StatementBuilder other() {
    return statement(2, "ALTER TABLE orders ADD COLUMN region text")
        .locks(ORDERS, ACCESS_EXCLUSIVE);
  }

  private static Recording facts(StatementBuilder... statements) {
    List<StatementBuilder> all = List.of(statements);
    return recording("1s", List.of(take(TakeBuilder.facts(), all, new double[all.size()]).build()));
  }
}
