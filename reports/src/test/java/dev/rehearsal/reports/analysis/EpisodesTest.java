package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.ACCESS_SHARE;
import static dev.rehearsal.reports.postgres.LockMode.ROW_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static dev.rehearsal.reports.recording.ProbeBuilder.read;
import static dev.rehearsal.reports.recording.ProbeBuilder.session;
import static dev.rehearsal.reports.recording.ProbeBuilder.write;
import static dev.rehearsal.reports.recording.SampleRecordings.REPLAY;
import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.SampleRecordings.take;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.SampleRecordings;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpisodesTest {

  private static final long MS = 1_000_000;
  private static final String ORDERS = "public.orders";
  private static final String READ = session("orders read");
  private static final String WRITE = session("orders write");

  @Test
  void anEmptyMigrationHasNone() {
    assertThat(Analysis.of(SampleRecordings.empty(), "").episodes()).isEmpty();
  }

  @Test
  void groupsAllWhoWaitedForOneStatement() {
    Episode episode =
        only(
            locked(
                traffic()
                    .wait(READ, ORDERS, ACCESS_SHARE, 3010, 3500, REPLAY)
                    .wait(WRITE, ORDERS, ROW_EXCLUSIVE, 3030, 3500, REPLAY)));
    assertThat(episode.statement()).isEqualTo(1);
    assertThat(episode.cause())
        .isEqualTo("statement 1 (V42__orders.sql:1) held ACCESS EXCLUSIVE on public.orders");
    assertThat(episode.fromNanos()).isEqualTo(3010 * MS);
    assertThat(episode.convoy()).isFalse();
    assertThat(episode.root().session()).isEqualTo(REPLAY);
    assertThat(episode.root().behind())
        .extracting(Episode.Node::session)
        .containsExactly(READ, WRITE);
  }

  @Test
  void blamesTheStatementThatTookTheLockNotTheOneThatRanMeanwhile() {
    Episode episode = only(locked(traffic().wait(READ, ORDERS, ACCESS_SHARE, 3200, 3500, REPLAY)));
    assertThat(episode.statement()).isEqualTo(1);
  }

  @Test
  void blamesTheStatementWhoseModeConflicts() {
    StatementBuilder weak =
        statement(1, "ALTER TABLE orders VALIDATE CONSTRAINT c")
            .transaction(1)
            .locks(ORDERS, SHARE_UPDATE_EXCLUSIVE);
    StatementBuilder strong =
        statement(2, "ALTER TABLE orders DROP CONSTRAINT c")
            .transaction(1)
            .locks(ORDERS, ACCESS_EXCLUSIVE);
    Analysis analysis =
        Analysis.of(
            recording(
                "1s",
                List.of(
                    take(TakeBuilder.facts(), List.of(weak, strong), 300, 300).build(),
                    take(traffic(), List.of(weak, strong), 300, 300)
                        .wait(READ, ORDERS, ACCESS_SHARE, 3290, 3600, REPLAY)
                        .build())),
            "");
    assertThat(only(analysis).statement()).isEqualTo(2);
  }

  @Test
  void blamesTheRowsThatAStatementChanged() {
    StatementBuilder add = statement(1, "ALTER TABLE other ADD COLUMN x int").transaction(1);
    StatementBuilder update =
        statement(2, "UPDATE orders SET note = ''")
            .transaction(1)
            .locks(ORDERS, ROW_EXCLUSIVE)
            .modifies(ORDERS, 0, 100, 0);
    StatementBuilder sleep = statement(3, "SELECT pg_sleep(1)").transaction(1);
    List<StatementBuilder> all = List.of(add, update, sleep);
    Analysis analysis =
        Analysis.of(
            recording(
                "1s",
                List.of(
                    take(TakeBuilder.facts(), all, 1, 100, 1000).build(),
                    take(traffic(), all, 1, 100, 1000)
                        .wait(WRITE, "transactionid", ORDERS, null, 3300, 4100, REPLAY)
                        .build())),
            "");
    assertThat(only(analysis).statement()).isEqualTo(2);
    assertThat(only(analysis).cause()).endsWith("had changed rows that others wanted");
    assertThat(only(analysis).root().behind().get(0).waitsFor())
        .isEqualTo("a row on public.orders");
  }

  @Test
  void reportsTheWaiterThatQueuedBehindAnother() {
    Episode episode = only(Analysis.of(SampleRecordings.convoy(), ""));
    assertThat(episode.convoy()).isTrue();
    assertThat(episode.statement()).isEqualTo(1);
    assertThat(episode.root().session()).isEqualTo(session("monthly report"));
    Episode.Node migration = episode.root().behind().get(0);
    assertThat(migration.session()).isEqualTo(REPLAY);
    assertThat(migration.behind()).hasSize(2);
    assertThat(episode.cause())
        .contains("waited 1.8 s for ACCESS EXCLUSIVE on public.orders behind monthly report")
        .contains("queued behind it");
  }

  @Test
  void followsTheChainThroughAnotherWaiter() {
    Episode episode =
        only(
            locked(
                traffic()
                    .wait(READ, ORDERS, ACCESS_SHARE, 3010, 3500, REPLAY)
                    .wait(WRITE, "tuple", ORDERS, ROW_EXCLUSIVE, 3100, 3500, READ)));
    assertThat(episode.statement()).isEqualTo(1);
    assertThat(episode.convoy()).isTrue();
    assertThat(episode.root().behind().get(0).behind().get(0).session()).isEqualTo(WRITE);
  }

  @Test
  void aWaitThatBeganAfterTheOtherHadEndedIsNoConvoy() {
    // The first wait is seen to end a look late: at 3105, though it ended at 3100.
    assertThat(only(queued(3102)).convoy()).isFalse();
    assertThat(only(queued(3099)).convoy()).isTrue();
  }

  /** The migration waits until 3100, a reader from the given time on. */
  private static Analysis queued(double from) {
    TakeBuilder traffic =
        traffic()
            .wait(REPLAY, ORDERS, ACCESS_EXCLUSIVE, 3000.1, 3105, "app")
            .wait(READ, ORDERS, ACCESS_SHARE, from, 3500, REPLAY);
    return locked(traffic, 101);
  }

  @Test
  void timeoutsBreakWaitsButNotTheEpisode() {
    Episode episode =
        only(
            locked(
                traffic()
                    .wait(READ, ORDERS, ACCESS_SHARE, 3010, 3100, REPLAY)
                    .wait(READ, ORDERS, ACCESS_SHARE, 3150, 3250, REPLAY)));
    assertThat(episode.root().behind()).hasSize(1);
    assertThat(episode.root().behind().get(0).waitedNanos()).isEqualTo(190 * MS);
  }

  @Test
  void aWaitEndsNoLaterThanTheTransactionThatCausedIt() {
    Episode episode = only(locked(traffic().wait(READ, ORDERS, ACCESS_SHARE, 3010, 3900, REPLAY)));
    assertThat(episode.toNanos()).isLessThan(3510 * MS);
  }

  @Test
  void namesTheBlockerByItsLockWhenTheLastLookSawNone() {
    Episode episode = only(locked(traffic().wait(READ, ORDERS, ACCESS_SHARE, 3010, 3500)));
    assertThat(episode.statement()).isEqualTo(1);
    assertThat(episode.root().behind()).isEmpty();
  }

  @Test
  void leavesOutProbesThatWaitForOneAnother() {
    assertThat(
            locked(traffic().wait(WRITE, "transactionid", ORDERS, null, 3010, 3020, READ))
                .episodes())
        .isEmpty();
    assertThat(
            locked(traffic().wait(WRITE, "transactionid", ORDERS, null, 3010, 3020, READ))
                .findings())
        .noneMatch(finding -> finding.name().endsWith("-blocked"));
  }

  @Test
  void keepsWaitsOfStrangersWithoutBlamingTheMigration() {
    Episode episode =
        only(locked(traffic().wait("nightly job", ORDERS, ACCESS_SHARE, 1010, 1020, "other job")));
    assertThat(episode.statement()).isNull();
    assertThat(episode.cause())
        .contains("other job held what nightly job waited for", "no part in it");
    assertThat(episode.victims()).isEmpty();
  }

  @Test
  void survivesADeadlock() {
    TakeBuilder traffic =
        traffic()
            .wait(REPLAY, ORDERS, ACCESS_EXCLUSIVE, 3100, 3300, WRITE)
            .wait(WRITE, ORDERS, ROW_EXCLUSIVE, 3110, 3300, REPLAY);
    Episode episode = only(locked(traffic, 310));
    assertThat(episode.convoy()).isTrue();
    assertThat(episode.statement()).isEqualTo(1);
    assertThat(episode.victims()).extracting(Episode.Victim::probe).containsExactly("orders write");
  }

  /** BEGIN; LOCK TABLE; pg_sleep(0.5); COMMIT, with the given traffic take. */
  private static Analysis locked(TakeBuilder traffic) {
    return locked(traffic, 1);
  }

  private static Analysis locked(TakeBuilder traffic, double lockMillis) {
    StatementBuilder lock =
        statement(1, "LOCK TABLE orders").transaction(1).locks(ORDERS, ACCESS_EXCLUSIVE);
    StatementBuilder sleep =
        statement(2, "SELECT pg_sleep(0.5)").transaction(1).inherits(ORDERS, ACCESS_EXCLUSIVE);
    return Analysis.of(
        recording(
            "1s",
            List.of(
                take(TakeBuilder.facts(), List.of(lock, sleep), 1, 500).build(),
                take(traffic, List.of(lock, sleep), lockMillis, 500).build())),
        "");
  }

  private static TakeBuilder traffic() {
    return TakeBuilder.traffic(1)
        .probe(read("orders").late(3010, 491).build())
        .probe(write("orders").late(3030, 471).build());
  }

  private static Episode only(Analysis analysis) {
    assertThat(analysis.episodes()).hasSize(1);
    return analysis.episodes().get(0);
  }
}
