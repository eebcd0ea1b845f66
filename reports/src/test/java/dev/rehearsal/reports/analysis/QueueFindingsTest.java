package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.ACCESS_SHARE;
import static dev.rehearsal.reports.postgres.LockMode.ROW_EXCLUSIVE;
import static dev.rehearsal.reports.recording.ProbeBuilder.read;
import static dev.rehearsal.reports.recording.ProbeBuilder.session;
import static dev.rehearsal.reports.recording.ProbeBuilder.write;
import static dev.rehearsal.reports.recording.SampleRecordings.REPLAY;
import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.SampleRecordings.take;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rehearsal.reports.recording.QueueDrill;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueFindingsTest {

  private static final long MS = 1_000_000;
  private static final String ORDERS = "public.orders";
  private static final String ADVERSARY = "rehearse/adversary";

  private static StatementBuilder add() {
    return statement(1, "ALTER TABLE orders ADD COLUMN a int").locks(ORDERS, ACCESS_EXCLUSIVE);
  }

  private static QueueDrill drill(
      Long ownTimeout, Long timeout, String gap, QueueDrill.Try... tries) {
    return new QueueDrill(
        1,
        ORDERS,
        "long read",
        ADVERSARY,
        ACCESS_SHARE,
        1000 * MS,
        timeout == null ? null : 250 * MS,
        ownTimeout,
        timeout,
        timeout == null ? null : 200 * MS,
        List.of(tries),
        List.of(),
        gap);
  }

  private static QueueDrill.Try tried(long from, long to, String sqlState) {
    return new QueueDrill.Try(from * MS, to * MS, sqlState);
  }

  /** The statement waits from 3.0 s on, and the reader from 3.05 s on behind it. */
  private static TakeBuilder waiting(int number, double until, double ends) {
    return take(TakeBuilder.drill(number), List.of(add()), ends - 3000)
        .probe(read("orders").lateFrom(3050, until).build())
        .wait(REPLAY, ORDERS, ACCESS_EXCLUSIVE, 3000.2, until, ADVERSARY)
        .wait(session("orders read"), ORDERS, ACCESS_SHARE, 3050.3, until, REPLAY);
  }

  private static Recording recorded(String maxStall, Take... drills) {
    List<Take> takes = new ArrayList<>();
    takes.add(take(TakeBuilder.facts(), List.of(add()), 1).build());
    takes.add(
        take(TakeBuilder.traffic(1), List.of(add()), 1)
            .probe(read("orders").build())
            .probe(write("orders").build())
            .build());
    takes.addAll(Arrays.asList(drills));
    return recording(maxStall, takes);
  }

  private static Analysis analysis(String maxStall, Take... drills) {
    return Analysis.of(recorded(maxStall, drills), "00");
  }

  private static Take endless() {
    return waiting(1, 4000, 4002).drilled(drill(null, null, null, tried(3000, 4002, null))).build();
  }

  @Test
  void aQueueLongerThanTheLimitIsAnError() {
    Analysis analysis = analysis("250ms", endless());

    assertThat(analysis.findings())
        .extracting(Finding::name, Finding::severity, Finding::relation)
        .containsExactly(
            tuple("lock-queue-pileup", Severity.ERROR, ORDERS),
            tuple("no-lock-timeout", Severity.WARN, ORDERS));
    assertThat(analysis.findings().get(0).evidence())
        .contains("waited 1 s for public.orders", "long read", "orders read: 19 firings");
    assertThat(analysis.findings().get(0).effect())
        .startsWith("SELECT, INSERT, UPDATE and DELETE on public.orders queue");
    assertThat(analysis.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void aQueueOfMoreThanHalfTheLimitIsAWarning() {
    assertThat(analysis("1500ms", endless()).findings().get(0))
        .extracting(Finding::name, Finding::severity)
        .containsExactly("lock-queue-pileup", Severity.WARN);
    assertThat(analysis("2s", endless()).findings())
        .extracting(Finding::name)
        .containsExactly("no-lock-timeout");
  }

  @Test
  void nothingOfADrillIsInTheTrafficsFigures() {
    Analysis drilled = analysis("250ms", endless());

    assertThat(drilled.longestStallNanos()).isZero();
    assertThat(drilled.episodes()).isEmpty();
    assertThat(drilled.budgets()).allMatch(BudgetResult::met);
    assertThat(drilled.statements()).allMatch(each -> each.stalls().isEmpty());
  }

  @Test
  void aStatementThatGaveUpInTimeEarnsNothing() {
    Take gaveUp =
        waiting(1, 3150, 3152)
            .drilled(
                drill(150 * MS, null, null, tried(3000, 3150, "55P03"), tried(3151, 3152, null)))
            .build();

    Analysis analysis = analysis("200ms", gaveUp);
    assertThat(analysis.findings()).isEmpty();
    LockPolicy policy = analysis.lockPolicies().get(0);
    assertThat(policy.gaveUp()).isTrue();
    assertThat(policy.ownLockTimeoutNanos()).isEqualTo(150 * MS);
    assertThat(policy.stalledFirings()).isEqualTo(2);
    assertThat(analysis("50ms", gaveUp).findings())
        .extracting(Finding::name, Finding::severity)
        .containsExactly(tuple("lock-queue-pileup", Severity.ERROR));
  }

  @Test
  void aWaitBehindWhichNobodyQueuesIsInformation() {
    Take alone =
        take(TakeBuilder.drill(1), List.of(add()), 1002)
            .probe(read("orders").build())
            .wait(REPLAY, ORDERS, ACCESS_EXCLUSIVE, 3000.2, 4000, ADVERSARY)
            .drilled(drill(null, null, null, tried(3000, 4002, null)))
            .build();

    assertThat(analysis("250ms", alone).findings())
        .extracting(Finding::name, Finding::severity)
        .containsExactly(tuple("no-lock-timeout", Severity.INFO));
  }

  @Test
  void waitingForTheAdversaryAloneIsNobodysFinding() {
    Take behindAdversary =
        take(TakeBuilder.drill(1), List.of(add()), 2)
            .probe(write("orders").lateFrom(3050, 4000).build())
            .wait(session("orders write"), ORDERS, ROW_EXCLUSIVE, 3050.3, 4000, ADVERSARY)
            .drilled(drill(null, null, null, tried(3000, 3002, null)))
            .build();

    assertThat(analysis("250ms", behindAdversary).findings()).isEmpty();
  }

  @Test
  void theStatementsOwnWorkIsInTheStallButNotInTheQueue() {
    Take works =
        take(TakeBuilder.drill(1), List.of(add()), 900)
            .probe(read("orders").lateFrom(3050, 3900).build())
            .wait(REPLAY, ORDERS, ACCESS_EXCLUSIVE, 3000.2, 3100, ADVERSARY)
            .wait(session("orders read"), ORDERS, ACCESS_SHARE, 3050.3, 3900, REPLAY)
            .drilled(drill(null, null, null, tried(3000, 3900, null)))
            .build();

    LockPolicy policy = analysis("250ms", works).lockPolicies().get(0);
    assertThat(policy.queuedNanos()).isBetween(49 * MS, 50 * MS);
    assertThat(policy.stallWithoutNanos()).isBetween(849 * MS, 850 * MS);
  }

  @Test
  void countsTheTriesOfAPolicyAndSaysWhetherItKeepsTheLimit() {
    Take first =
        waiting(2, 3025, 4002)
            .drilled(
                drill(null, 25 * MS, null, tried(3000, 3025, "55P03"), tried(4000, 4002, null)))
            .build();
    Take second =
        waiting(3, 3025, 4002)
            .drilled(
                drill(
                    null,
                    25 * MS,
                    null,
                    tried(3000, 3025, "55P03"),
                    tried(3225, 3250, "55P03"),
                    tried(4000, 4002, null)))
            .build();

    Analysis analysis = analysis("250ms", endless(), first, second);
    LockPolicy policy = analysis.lockPolicies().get(0);
    assertThat(policy.tries()).isEqualTo(5);
    assertThat(policy.succeeded()).isEqualTo(2);
    assertThat(policy.chance()).isEqualTo(0.4);
    assertThat(policy.withinBudget()).isTrue();
    assertThat(policy.stallWithoutNanos()).isGreaterThan(policy.stallWithNanos());
    assertThat(analysis.findings().get(0).remedy())
        .contains("25 ms")
        .contains("in 2 of 5 tries")
        .doesNotContain("above max-stall");
  }

  @Test
  void aPolicyThatNeverGotThroughKeepsNoLimit() {
    Take exhausted =
        waiting(2, 3025, 3025)
            .drilled(drill(null, 25 * MS, null, tried(3000, 3025, "55P03")))
            .build();

    LockPolicy policy = analysis("250ms", endless(), exhausted).lockPolicies().get(0);
    assertThat(policy.succeeded()).isZero();
    assertThat(policy.chance()).isZero();
    assertThat(policy.withinBudget()).isFalse();
  }

  @Test
  void whatCouldNotBeDrilledIsMissingAndNeverGreen() {
    Take gap =
        take(TakeBuilder.drill(1), List.of(add()), 2)
            .drilled(drill(null, null, "the table could not be held: it is not there"))
            .build();

    Analysis analysis = analysis("250ms", gap);
    assertThat(analysis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    assertThat(analysis.missing())
        .containsExactly(
            "what queues behind statement 1 (V42__orders.sql:1) was not fully measured: the table"
                + " could not be held: it is not there");
  }

  @Test
  void aStatementThatFailsInADrillDidNotFail() {
    Take failed =
        take(
                TakeBuilder.drill(2),
                List.of(add().failed("55P03", "canceling statement due to lock timeout")),
                25)
            .drilled(drill(null, 25 * MS, null, tried(3000, 3025, "55P03")))
            .build();

    Analysis analysis = analysis("250ms", failed);
    assertThat(analysis.findings()).isEmpty();
    assertThat(analysis.exitCode()).isZero();
  }
}
