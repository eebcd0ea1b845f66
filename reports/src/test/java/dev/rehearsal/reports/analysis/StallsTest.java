package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.ACCESS_SHARE;
import static dev.rehearsal.reports.postgres.LockMode.ROW_EXCLUSIVE;
import static dev.rehearsal.reports.recording.ProbeBuilder.custom;
import static dev.rehearsal.reports.recording.ProbeBuilder.read;
import static dev.rehearsal.reports.recording.ProbeBuilder.session;
import static dev.rehearsal.reports.recording.SampleRecordings.REPLAY;
import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.SampleRecordings.take;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.ProbeBuilder;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class StallsTest {

  private static final long MS = 1_000_000;
  private static final String ORDERS = "public.orders";
  private static final String READ = session("orders read");

  @Test
  void countsFromWhenTheFiringWasDue() {
    // Due at 3050, queued on its session behind a firing that has been blocked since 3010.
    Analysis analysis = analyse(read("orders").late(3010, 400).late(3050, 361), "1s", 3010, 3410);
    assertThat(analysis.longestStallNanos()).isEqualTo(400 * MS);
    assertThat(analysis.episodes().get(0).victims())
        .containsExactly(new Episode.Victim("orders read", 400 * MS, 2));
  }

  @Test
  void leavesOutWhatNoLockExplains() {
    // 300 ms in all, of which a lock explains the last 100.
    Analysis analysis = analyse(read("orders").late(3100, 300), "1s", 3300, 3400);
    assertThat(analysis.longestStallNanos()).isEqualTo(100 * MS);
  }

  @Test
  void slownessWithoutAWaitIsNoStall() {
    Analysis analysis = analyse(read("orders").late(3600, 900), "10ms", 3010, 3011);
    assertThat(analysis.longestStallNanos()).isZero();
    assertThat(analysis.findings()).noneMatch(each -> each.name().equals("reads-blocked"));
  }

  /** The migration's statements begin at 3000; what came before was rolled back and sent again. */
  @Test
  void countsWhatATryInVainHeldUp() {
    Analysis analysis = analyse(read("orders").late(2500, 400), "100ms", 2500, 2900);
    assertThat(analysis.longestStallNanos()).isEqualTo(400 * MS);
    assertThat(analysis.statements().get(0).stalls()).containsEntry("orders read", 400 * MS);
    assertThat(analysis.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(blocked(analysis).evidence()).contains("for a try before it, which was rolled back");
  }

  @Test
  void aStatementThatFailedUnderTrafficWouldHaveHeldUpForLonger() {
    StatementBuilder scan =
        statement(1, "ALTER TABLE orders ALTER a SET NOT NULL").locks(ORDERS, ACCESS_EXCLUSIVE);
    StatementBuilder failed =
        statement(1, "ALTER TABLE orders ALTER a SET NOT NULL").failed("57014", "canceled");
    Analysis analysis =
        Analysis.of(
            recording(
                "100ms",
                List.of(
                    TakeBuilder.facts().run(scan, 500).build(),
                    TakeBuilder.traffic(1)
                        .run(failed, 500)
                        .probe(read("orders").late(3010, 400).build())
                        .wait(READ, ORDERS, ACCESS_SHARE, 3010, 3410, REPLAY)
                        .build())),
            "");
    assertThat(blocked(analysis).evidence()).contains("failed there, so that this is the least");
  }

  @Test
  void endsWithTheFiringThoughTheWaitWasSeenToEndLater() {
    Analysis analysis = analyse(read("orders").late(3010, 50), "1s", 3010, 3065);
    assertThat(analysis.longestStallNanos()).isEqualTo(50 * MS);
  }

  @Test
  void countsAFiringThatTimedOut() {
    Analysis analysis = analyse(read("orders").late(3010, 450, "timed out"), "10ms", 3010, 3460);
    assertThat(analysis.longestStallNanos()).isEqualTo(450 * MS);
    assertThat(analysis.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void aStallUpToTheLimitIsKept() {
    assertThat(analyse(read("orders").late(3010, 100), "100ms", 3010, 3110).budgets())
        .containsExactly(new BudgetResult("max-stall", 100 * MS, 100 * MS, true));
  }

  @Test
  void severityGoesByTheLimit() {
    assertThat(severity("39ms")).isEqualTo(Severity.ERROR);
    assertThat(severity("40ms")).isEqualTo(Severity.WARN);
    assertThat(severity("79ms")).isEqualTo(Severity.WARN);
    assertThat(severity("80ms")).isEqualTo(Severity.INFO);
  }

  @Test
  void namesReadsAndWritesApart() {
    assertThat(names(read("orders"))).contains("reads-blocked").doesNotContain("writes-blocked");
    assertThat(names(custom("x", " select * from orders"))).contains("reads-blocked");
    assertThat(names(custom("x", "with a as (delete from orders) select")))
        .contains("writes-blocked");
  }

  @Test
  void toldByStatementAndProbe() {
    Analysis analysis = analyse(read("orders").late(3010, 400), "1s", 3010, 3410);
    assertThat(analysis.statements().get(0).stalls()).containsEntry("orders read", 400 * MS);
    assertThat(analysis.statements().get(1).stalls()).isEmpty();
  }

  @Test
  void effectNamesWhatIsBlockedAndForHowLong() {
    Finding finding = blocked(analyse(read("orders").late(3010, 400), "1s", 3010, 3410));
    assertThat(finding.evidence()).doesNotContain("a try before", "the least");
    assertThat(finding.effect()).isEqualTo("SELECT on public.orders waited up to 400 ms");
    assertThat(finding.relation()).isEqualTo(ORDERS);
    assertThat(finding.statement()).isEqualTo(1);
    assertThat(finding.evidence()).contains("ends of waits sampled every 5 ms");
  }

  private static Severity severity(String maxStall) {
    return blocked(analyse(read("orders").late(3010, 40), maxStall, 3010, 3050)).severity();
  }

  private static Finding blocked(Analysis analysis) {
    return analysis.findings().stream()
        .filter(each -> each.name().equals("reads-blocked"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(ProbeBuilder probe) {
    String name = probe.build().name();
    return analyse(probe.late(3010, 200), "1s", session(name), 3010, 3210).findings().stream()
        .map(Finding::name)
        .toList();
  }

  private static Analysis analyse(ProbeBuilder probe, String maxStall, double from, double to) {
    return analyse(probe, maxStall, READ, from, to);
  }

  private static Analysis analyse(
      ProbeBuilder probe, String maxStall, String session, double from, double to) {
    StatementBuilder lock =
        statement(1, "LOCK TABLE orders").transaction(1).locks(ORDERS, ACCESS_EXCLUSIVE);
    StatementBuilder sleep =
        statement(2, "SELECT pg_sleep(0.5)").transaction(1).inherits(ORDERS, ACCESS_EXCLUSIVE);
    List<StatementBuilder> all = List.of(lock, sleep);
    return Analysis.of(
        recording(
            maxStall,
            List.of(
                take(TakeBuilder.facts(), all, 1, 500).build(),
                take(TakeBuilder.traffic(1), all, 1, 500)
                    .probe(probe.build())
                    .wait(
                        session,
                        ORDERS,
                        session.equals(READ) ? ACCESS_SHARE : ROW_EXCLUSIVE,
                        from,
                        to,
                        REPLAY)
                    .build())),
        "");
  }
}
