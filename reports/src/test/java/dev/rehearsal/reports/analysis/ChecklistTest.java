package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.ACCESS_SHARE;
import static dev.rehearsal.reports.postgres.LockMode.ROW_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static dev.rehearsal.reports.recording.StepsBuilder.steps;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.Dataset;
import dev.rehearsal.reports.recording.QueueDrill;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.SampleRecordings;
import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.Steps;
import dev.rehearsal.reports.recording.StepsBuilder;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeBuilder;
import dev.rehearsal.reports.recording.TakeKind;
import dev.rehearsal.reports.recording.WayBack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ChecklistTest {

  private static final String ORDERS = "public.orders";

  @Test
  void monitoringIsNeverTickedByTheProgram() {
    assertThat(SampleRecordings.all().values())
        .allSatisfy(sample -> assertOpen(sample, "monitoring-at-hand", "for a person"));
  }

  @Test
  void everyPointCanBeOpen() {
    Recording nothing = SampleRecordings.recording("10ms", List.of());
    assertThat(Analysis.of(nothing, "00").checklist()).noneMatch(ChecklistItem::ticked);
  }

  @Test
  void ownDataOfSomeSizeIsProductionLike() {
    Recording passing = SampleRecordings.passing();
    assertTicked(on(passing, "files", null, 250_000), "production-like-data", "250,000 rows");
    assertOpen(
        on(passing, "files", null, 900), "production-like-data", "900 rows in public.orders");
    assertOpen(on(passing, "shop", 1.0, 1_000_000), "production-like-data", "invented");
    assertOpen(on(passing, "shop", 0.1, 1_000_000), "production-like-data", "scale 0.1");
  }

  @Test
  void timeIsEstimatedByTimingTakesAtFullSize() {
    Recording passing = SampleRecordings.passing();
    assertTicked(passing, "time-estimated", "median of 3 timing takes");
    assertOpen(on(passing, "shop", 0.1, 1000), "time-estimated", "but at scale 0.1");
    assertOpen(without(passing, TakeKind.TIMING), "time-estimated", "no timing take");
  }

  @Test
  void locksAreReviewedWhenAllAreKnownAndNoErrorIsOpen() {
    assertTicked(SampleRecordings.passing(), "locks-reviewed", "4 statements recorded exactly");
    assertTicked(SampleRecordings.concurrently(), "locks-reviewed", "of 1 by sampling");
    assertOpen(SampleRecordings.failing(), "locks-reviewed", "reads-blocked in S1");
    assertOpen(SampleRecordings.failedStatement(), "locks-reviewed", "S2 did not end well");
    assertOpen(without(SampleRecordings.passing(), TakeKind.FACTS), "locks-reviewed", "facts take");
  }

  @Test
  void noWindowIsNeededWhenStallsWereMeasuredAndKeptTheLimit() {
    assertTicked(SampleRecordings.passing(), "no-maintenance-window", "limit 10 ms");
    assertOpen(SampleRecordings.failing(), "no-maintenance-window", "plan a window");
    assertOpen(
        without(SampleRecordings.passing(), TakeKind.TRAFFIC), "no-maintenance-window", "missing");
    assertOpen(SampleRecordings.aborted(), "no-maintenance-window", "missing");
  }

  @Test
  void rowsAreInBatchesWhenNoTransactionChangesMany() {
    assertTicked(SampleRecordings.passing(), "rows-in-batches", "no statement changes rows");
    assertTicked(of(update(1, 1, 500), update(2, 2, 4_999)), "rows-in-batches", "4,999 rows");
    assertOpen(of(update(1, 1, 3_000), update(2, 1, 3_000)), "rows-in-batches", "6,000 rows");
    assertTicked(
        of(update(1, 1, 500_000).locksNewTable(ORDERS, ACCESS_EXCLUSIVE)),
        "rows-in-batches",
        "no statement");
  }

  @Test
  void indexesBuiltUnderALockThatStopsWritersAreNotConcurrent() {
    assertTicked(SampleRecordings.passing(), "indexes-concurrently", "no index");
    assertTicked(SampleRecordings.concurrently(), "indexes-concurrently", "orders_note_idx built");
    assertOpen(
        of(statement(1, "CREATE INDEX i ON orders (x)").locks(ORDERS, SHARE).builds("public.i")),
        "indexes-concurrently",
        "S1 builds public.i under SHARE");
    Recording twoTables =
        of(
            statement(1, "CREATE INDEX i ON orders (x)")
                .inherits("public.customers", SHARE)
                .inherits(ORDERS, ACCESS_EXCLUSIVE)
                .builds("public.i"));
    assertThat(item(twoTables, "indexes-concurrently").evidence())
        .isEqualTo("S1 builds public.i under ACCESS EXCLUSIVE on public.orders");
    assertTicked(
        of(
            statement(1, "ALTER TABLE orders ALTER x TYPE bigint")
                .locks(ORDERS, ACCESS_EXCLUSIVE)
                .rewrites(ORDERS)
                .rebuilds("public.orders_pkey")),
        "indexes-concurrently",
        "made anew with their table");
  }

  @Test
  void aStrongLockThatWasNotDrilledLeavesTheTimeoutOpen() {
    assertTicked(
        of(statement(1, "ALTER TABLE o VALIDATE").locks(ORDERS, SHARE_UPDATE_EXCLUSIVE)),
        "timeouts-set",
        "no statement takes a lock");
    assertOpen(SampleRecordings.passing(), "timeouts-set", "S1 may queue behind");
    assertOpen(drilled(null, null), "timeouts-set", "S1 waits for its lock without limit");
    assertTicked(drilled(200_000_000L, null), "timeouts-set", "at most 200 ms");
    assertOpen(drilled(200_000_000L, "nobody could hold it"), "timeouts-set", "nobody could");
  }

  @Test
  void theRollbackIsRehearsedWhenEverythingIsRestored() {
    assertTicked(back(List.of(), List.of()), "rollback-rehearsed", "what they were");
    assertOpen(SampleRecordings.passing(), "rollback-rehearsed", "no down script");
    assertOpen(back(List.of(change()), List.of()), "rollback-rehearsed", "public.orders.left");
    assertOpen(
        back(List.of(), List.of(new WayBack.RowsChanged(ORDERS, 9, 8L, List.of()))),
        "rollback-rehearsed",
        "rows of public.orders");
    assertOpen(
        backBy(statement(1, "DROP x").failed("42704", "no x"), List.of(), List.of()),
        "rollback-rehearsed",
        "did not run to its end");
  }

  @Test
  void versionsAreCompatibleWhenOneWorksAcrossEachStatement() {
    assertOpen(SampleRecordings.passing(), "application-versions", "no application version");
    StepsBuilder both = steps().version("v1").version("v2").checkedAfter(0, 1, 2);
    assertTicked(
        versions(both.fails("v2", 0, "42703").fails("v1", 2, "42703")),
        "application-versions",
        "v1, then v2");
    assertTicked(
        versions(steps().version("v1").checkedAfter(0, 1)), "application-versions", "v1 works");
    assertOpen(
        versions(both.fails("v1", 1, "42703")), "application-versions", "before and after S1");
    assertOpen(
        versions(steps().version("v1").checkedAfter(0).fails("v1", 0, "42703")),
        "application-versions",
        "before the first statement");
    assertOpen(
        versions(steps().derived().checkedAfter(0)), "application-versions", "only statements");
  }

  private static Recording drilled(Long ownLockTimeoutNanos, String gap) {
    StatementBuilder alter =
        statement(1, "ALTER TABLE orders ADD COLUMN x int").locks(ORDERS, ACCESS_EXCLUSIVE);
    QueueDrill drill =
        new QueueDrill(
            1,
            ORDERS,
            "long read",
            "rehearse/adversary",
            ACCESS_SHARE,
            1_000,
            null,
            ownLockTimeoutNanos,
            null,
            null,
            List.of(),
            List.of(),
            gap);
    return SampleRecordings.recording(
        "1s",
        List.of(
            SampleRecordings.take(TakeBuilder.facts(), List.of(alter), 1).build(),
            SampleRecordings.take(TakeBuilder.drill(1), List.of(alter), 1).drilled(drill).build()));
  }

  private static Recording versions(StepsBuilder steps) {
    return also(TakeKind.STEPS, null, steps.build());
  }

  private static SchemaChange change() {
    return new SchemaChange(
        "index", "public.orders.left", ORDERS, new TreeMap<>(), new TreeMap<>(Map.of("a", "b")));
  }

  private static Recording back(List<SchemaChange> schema, List<WayBack.RowsChanged> rows) {
    return backBy(statement(1, "ALTER TABLE orders DROP CONSTRAINT n"), schema, rows);
  }

  private static Recording backBy(
      StatementBuilder down, List<SchemaChange> schema, List<WayBack.RowsChanged> rows) {
    Take ran = SampleRecordings.take(TakeBuilder.facts(), List.of(down), 1).build();
    return also(
        TakeKind.ROLLBACK,
        new WayBack(
            true,
            ran.statements(),
            ran.transactions(),
            new WayBack.Comparison(schema, List.of(ORDERS), rows, List.of())),
        null);
  }

  private static Recording also(TakeKind kind, WayBack back, Steps steps) {
    Recording passing = SampleRecordings.passing();
    Take up = passing.takes(TakeKind.TIMING).get(0);
    List<Take> takes = new ArrayList<>(passing.takes());
    takes.add(
        new Take(
            kind,
            1,
            null,
            List.of(),
            up.statements(),
            up.transactions(),
            List.of(),
            List.of(),
            null,
            List.of(),
            null,
            back,
            steps));
    return passing.withTakes(takes);
  }

  private static StatementBuilder update(int index, int transaction, long rows) {
    return statement(index, "UPDATE orders SET note = ''")
        .transaction(transaction)
        .locks(ORDERS, ROW_EXCLUSIVE)
        .modifies(ORDERS, 0, rows, 0);
  }

  private static Recording of(StatementBuilder... statements) {
    double[] millis = new double[statements.length];
    java.util.Arrays.fill(millis, 1);
    return SampleRecordings.recording(
        "1s",
        List.of(SampleRecordings.take(TakeBuilder.facts(), List.of(statements), millis).build()));
  }

  private static Recording without(Recording recording, TakeKind kind) {
    return recording.withTakes(
        recording.takes().stream().filter(take -> take.kind() != kind).toList());
  }

  private static Recording on(Recording recording, String source, Double scale, long rows) {
    return new Recording(
        recording.format(),
        recording.tool(),
        recording.startedAt(),
        recording.seed(),
        recording.aborted(),
        recording.request(),
        recording.server(),
        recording.machine(),
        recording.instrument(),
        new Dataset(
            source,
            "some rows",
            scale,
            1,
            List.of(),
            List.of(new Dataset.Table(ORDERS, rows, 8192, 8192))),
        recording.migration(),
        recording.takes(),
        recording.rewrite());
  }

  private static void assertTicked(Recording recording, String name, String evidence) {
    assertThat(item(recording, name).evidence()).contains(evidence);
    assertThat(item(recording, name).ticked()).isTrue();
  }

  private static void assertOpen(Recording recording, String name, String evidence) {
    assertThat(item(recording, name).evidence()).contains(evidence);
    assertThat(item(recording, name).ticked()).isFalse();
  }

  private static ChecklistItem item(Recording recording, String name) {
    return Analysis.of(recording, "00").checklist().stream()
        .filter(item -> item.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
