package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.ACCESS_SHARE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE;
import static dev.rehearsal.reports.recording.ProbeBuilder.custom;
import static dev.rehearsal.reports.recording.ProbeBuilder.read;
import static dev.rehearsal.reports.recording.ProbeBuilder.session;
import static dev.rehearsal.reports.recording.ProbeBuilder.write;
import static dev.rehearsal.reports.recording.SampleRecordings.REPLAY;
import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.SampleRecordings.take;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.Budgets;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.SampleRecordings;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final long MS = 1_000_000;
  private static final String ORDERS = "public.orders";

  @Test
  void theNegativeControlPassesWithoutAnything() {
    Analysis analysis = Analysis.of(SampleRecordings.empty(), "");
    assertThat(analysis.verdict()).isEqualTo(Verdict.PASS);
    assertThat(analysis.exitCode()).isZero();
    assertThat(analysis.findings()).isEmpty();
    assertThat(analysis.missing()).isEmpty();
    assertThat(analysis.sentence())
        .isEqualTo("PASS: nobody waited for a lock of the migration; the migration took 0 ms");
  }

  @Test
  void theSafeFormPasses() {
    Analysis analysis = Analysis.of(SampleRecordings.passing(), "");
    assertThat(analysis.verdict()).isEqualTo(Verdict.PASS);
    assertThat(analysis.sentence()).contains("the longest stall was 1.1 ms (budget 10 ms)");
  }

  @Test
  void aBrokenBudgetFailsAndTheSentenceHasItsFigure() {
    Analysis analysis = Analysis.of(SampleRecordings.convoy(), "");
    assertThat(analysis.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(analysis.exitCode()).isEqualTo(1);
    assertThat(analysis.sentence())
        .isEqualTo(
            "FAIL: statement 1 (V42__orders.sql:1) blocked reads and writes of public.orders for"
                + " 1.75 s (budget 250 ms)");
  }

  @Test
  void aFailedStatementEndsWithExitCodeThree() {
    Analysis analysis = Analysis.of(SampleRecordings.failedStatement(), "");
    assertThat(analysis.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(analysis.exitCode()).isEqualTo(3);
    assertThat(analysis.sentence())
        .startsWith("FAIL: statement 2 (V42__orders.sql:3) failed with 23502: column \"region\"");
  }

  @Test
  void aSchemaThatCouldNotBeReadIsInconclusive() {
    StatementBuilder drop =
        statement(1, "ALTER TABLE orders DROP COLUMN a").bare(StatementRun.SCHEMA_UNREAD);
    Analysis analysis =
        Analysis.of(recording("1s", List.of(TakeBuilder.facts().run(drop, 1).build())), "");
    assertThat(analysis.missing()).anyMatch(each -> each.startsWith("statement 1 "));
  }

  @Test
  void theSentenceIsOneLineWhateverTheServerSaid() {
    assertThat(Analysis.of(SampleRecordings.hostile(), "").sentence()).doesNotContain("\n");
  }

  @Test
  void anAbortedRehearsalIsInconclusive() {
    Analysis analysis = Analysis.of(SampleRecordings.aborted(), "");
    assertThat(analysis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(analysis.exitCode()).isEqualTo(4);
    assertThat(analysis.missing())
        .contains(
            "the rehearsal ended early: interrupted by the user",
            "there was no traffic take, which max-stall needs");
  }

  @Test
  void statementAndTotalAreHeldAgainstTheMedianOfTheTimingTakes() {
    Analysis analysis = timed(new Budgets(null, 50 * MS, 200 * MS), 40, 60, 100);
    assertThat(analysis.budgets())
        .containsExactly(
            new BudgetResult("max-statement", 50 * MS, 60 * MS, false),
            new BudgetResult("max-total", 200 * MS, 60 * MS + MS / 20, true));
    assertThat(analysis.sentence())
        .isEqualTo("FAIL: statement 1 (V42__orders.sql:1) took 60 ms (budget 50 ms)");
    assertThat(analysis.statements().get(0).elapsedNanos())
        .isEqualTo(new Spread(60 * MS, 40 * MS, 100 * MS, 3));
  }

  @Test
  void aBudgetThatNobodyMeasuredIsInconclusive() {
    Analysis analysis = timed(new Budgets(null, 50 * MS, 50 * MS));
    assertThat(analysis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(analysis.budgets()).extracting(BudgetResult::met).containsOnlyNulls();
    assertThat(analysis.missing()).hasSize(2);
  }

  @Test
  void withoutAFactsTakeNothingIsKnownOfLocks() {
    Recording recording = recording("1s", List.of(TakeBuilder.traffic(1).build()));
    assertThat(Analysis.of(recording, "").missing())
        .containsExactly("there was no facts take, so locks and work are not known");
  }

  @Test
  void failOnDecidesTheExitCode() {
    assertThat(scan("error").verdict()).isEqualTo(Verdict.WARN);
    assertThat(scan("error").exitCode()).isZero();
    assertThat(scan("warn").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(scan("warn").exitCode()).isEqualTo(1);
    Recording failing = SampleRecordings.failing();
    Recording never = recording(failing.request().budgets(), "never", failing.takes());
    assertThat(Analysis.of(never, "").verdict()).isEqualTo(Verdict.FAIL);
    assertThat(Analysis.of(never, "").exitCode()).isZero();
  }

  @Test
  void aWarningSaysWhatItIsAbout() {
    assertThat(scan("error").sentence())
        .isEqualTo(
            "WARN: statement 1 (V42__orders.sql:1) scanned public.orders while holding ACCESS"
                + " EXCLUSIVE on public.orders (exact); held for 20.1 ms (1 timing take)");
  }

  @Test
  void aLockThatNoProbeWouldNoticeIsMissingEvidence() {
    assertThat(missing(ACCESS_EXCLUSIVE))
        .singleElement()
        .asString()
        .contains("no probe would have noticed ACCESS EXCLUSIVE on public.orders");
    assertThat(missing(ACCESS_EXCLUSIVE, read("orders").build())).isEmpty();
    assertThat(missing(SHARE, read("orders").build())).hasSize(1);
    assertThat(missing(SHARE, write("orders").build())).isEmpty();
    assertThat(missing(ACCESS_EXCLUSIVE, read("customers").build())).hasSize(1);
  }

  @Test
  void aProbeOfTheUsersOwnCountsForTheTablesThatItNames() {
    assertThat(missing(ACCESS_EXCLUSIVE, custom("x", "SELECT 1 FROM Orders o").build())).isEmpty();
    assertThat(missing(ACCESS_EXCLUSIVE, custom("x", "SELECT 1 FROM reorders").build())).hasSize(1);
  }

  @Test
  void aTableThatTheMigrationMadeNeedsNoProbe() {
    StatementBuilder create =
        statement(1, "CREATE TABLE n (id int)").locksNewTable("public.n", ACCESS_EXCLUSIVE);
    assertThat(analyse(create, "1s", TakeBuilder.traffic(1)).missing()).isEmpty();
  }

  @Test
  void aProbeThatGotNoAnswerInTheBaselineProvesNothing() {
    Analysis analysis =
        analyse(
            statement(1, "SELECT 1"),
            "1s",
            TakeBuilder.traffic(1).probe(read("orders").silentInBaseline().build()));
    assertThat(analysis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(analysis.missing().get(0)).contains("orders read got no answer in the baseline");
  }

  @Test
  void anIncompleteTakeIsMissingEvidence() {
    Analysis analysis =
        analyse(statement(1, "SELECT 1"), "1s", TakeBuilder.traffic(1).incomplete("server killed"));
    assertThat(analysis.sentence())
        .isEqualTo("INCONCLUSIVE: traffic take 1 did not run to its end: server killed");
  }

  @Test
  void aFailureOutranksMissingEvidence() {
    Recording failing = SampleRecordings.failing();
    Take broken = TakeBuilder.timing(4).incomplete("interrupted").build();
    List<Take> takes = new java.util.ArrayList<>(failing.takes());
    takes.add(broken);
    Analysis analysis = Analysis.of(recording("10ms", takes), "");
    assertThat(analysis.missing()).isNotEmpty();
    assertThat(analysis.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void aScheduleCoarserThanTheLimitProvesNothing() {
    Recording passing = SampleRecordings.passing();
    Budgets fine = new Budgets(MS / 2, null, null);
    assertThat(Analysis.of(recording(fine, "error", passing.takes()), "").missing())
        .anyMatch(sentence -> sentence.contains("keeps a schedule only within 610 µs"));
  }

  @Test
  void aCoarseScheduleDoesNotMatterWhereNoLockWasHeldForLonger() {
    Budgets fine = new Budgets(MS / 2, null, null);
    Recording empty = recording(fine, "error", SampleRecordings.empty().takes());
    assertThat(Analysis.of(empty, "").verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void slownessThatTheObserverMayHaveMissedIsInconclusive() {
    assertThat(slowUnderLock(30).missing()).singleElement().asString().contains("not watched");
    assertThat(slowUnderLock(9).missing()).isEmpty();
  }

  @Test
  void aLongWaitWithoutAFiringToShowItIsInconclusive() {
    StatementBuilder lock = statement(1, "LOCK TABLE orders").locks(ORDERS, ACCESS_EXCLUSIVE);
    TakeBuilder traffic =
        TakeBuilder.traffic(1)
            .probe(read("orders").build())
            .wait(session("orders read"), ORDERS, ACCESS_SHARE, 3010, 3060, REPLAY);
    assertThat(analyse(lock, "10ms", traffic).missing())
        .singleElement()
        .asString()
        .contains("none of its firings is listed");
  }

  /** A probe takes 40 ms while a conflicting lock is held for 100, and no wait was recorded. */
  private static Analysis slowUnderLock(long gapMillis) {
    return analyse(
        statement(1, "LOCK TABLE orders").locks(ORDERS, ACCESS_EXCLUSIVE),
        "10ms",
        TakeBuilder.traffic(1)
            .probe(read("orders").late(3020, 40).build())
            .observer(new Take.Observer(5 * MS, 1000, gapMillis * MS)));
  }

  private static List<String> missing(
      dev.rehearsal.reports.postgres.LockMode mode, ProbeRun... probes) {
    TakeBuilder traffic = TakeBuilder.traffic(1);
    for (ProbeRun probe : probes) {
      traffic.probe(probe);
    }
    return analyse(statement(1, "LOCK TABLE orders").locks(ORDERS, mode), "1s", traffic).missing();
  }

  private static Analysis scan(String failOn) {
    StatementBuilder set =
        statement(1, "ALTER TABLE orders ALTER x SET NOT NULL")
            .locks(ORDERS, ACCESS_EXCLUSIVE)
            .scans(ORDERS);
    return Analysis.of(
        recording(
            new Budgets(1000 * MS, null, null),
            failOn,
            List.of(
                take(TakeBuilder.facts(), List.of(set), 20).build(),
                take(TakeBuilder.timing(1), List.of(set), 20).build(),
                take(TakeBuilder.traffic(1), List.of(set), 20)
                    .probe(read("orders").build())
                    .build())),
        "");
  }

  private static Analysis timed(Budgets budgets, double... millis) {
    StatementBuilder one = statement(1, "SELECT 1");
    List<Take> takes = new java.util.ArrayList<>();
    takes.add(take(TakeBuilder.facts(), List.of(one), 1).build());
    for (int i = 0; i < millis.length; i++) {
      takes.add(take(TakeBuilder.timing(i + 1), List.of(one), millis[i]).build());
    }
    return Analysis.of(recording(budgets, "error", takes), "");
  }

  private static Analysis analyse(StatementBuilder one, String maxStall, TakeBuilder traffic) {
    return Analysis.of(
        recording(
            maxStall,
            List.of(
                take(TakeBuilder.facts(), List.of(one), 100).build(),
                take(traffic, List.of(one), 100).build())),
        "");
  }
}
