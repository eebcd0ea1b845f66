package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.ACCESS_SHARE;
import static dev.rehearsal.reports.postgres.LockMode.EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.ROW_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE_ROW_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.SampleRecordings.take;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkUnderLockTest {

  private static final String ORDERS = "public.orders";
  private static final String CUSTOMERS = "public.customers";

  @Test
  void anInstantAccessExclusiveIsNoFinding() {
    assertThat(
            findings(
                statement(1, "ALTER TABLE orders ADD COLUMN x int")
                    .locks(ORDERS, ACCESS_EXCLUSIVE)))
        .isEmpty();
  }

  @Test
  void aScanUnderTheLockThatItNeedsCounts() {
    Finding finding =
        only(
            statement(1, "ALTER TABLE orders ALTER x SET NOT NULL")
                .locks(ORDERS, ACCESS_EXCLUSIVE)
                .scans(ORDERS));
    assertThat(finding.name()).isEqualTo("work-under-lock");
    assertThat(finding.severity()).isEqualTo(Severity.WARN);
    assertThat(finding.effect())
        .startsWith("SELECT, INSERT, UPDATE and DELETE on public.orders cannot run meanwhile");
    assertThat(finding.evidence())
        .contains("scanned public.orders while holding ACCESS EXCLUSIVE on public.orders (exact)")
        .contains("held for 60.1 ms (1 timing take)");
  }

  @Test
  void anIndexBuildUnderShareBlocksWritersOnly() {
    Finding finding =
        only(
            statement(1, "CREATE INDEX i ON orders (x)")
                .locks(ORDERS, SHARE)
                .locksNewIndex("public.i", ORDERS, ACCESS_EXCLUSIVE)
                .scans(ORDERS)
                .builds("public.i"));
    assertThat(finding.effect()).startsWith("INSERT, UPDATE and DELETE on public.orders");
    assertThat(finding.remedy()).isEqualTo("Build the index with CREATE INDEX CONCURRENTLY.");
  }

  @Test
  void aScanThatLetsOthersPassIsNone() {
    assertThat(
            findings(
                statement(1, "ALTER TABLE orders VALIDATE CONSTRAINT c")
                    .locks(ORDERS, SHARE_UPDATE_EXCLUSIVE)
                    .scans(ORDERS)))
        .isEmpty();
  }

  @Test
  void plainDmlIsNone() {
    assertThat(
            findings(
                statement(1, "UPDATE orders SET x = 1")
                    .locks(ORDERS, ROW_EXCLUSIVE)
                    .scans(ORDERS)
                    .modifies(ORDERS, 0, 5, 0)))
        .isEmpty();
  }

  @Test
  void aForeignKeyLocksBothTablesWhileOneIsScanned() {
    List<Finding> findings =
        findings(
            statement(1, "ALTER TABLE orders ADD FOREIGN KEY ...")
                .locks(ORDERS, SHARE_ROW_EXCLUSIVE)
                .locks(CUSTOMERS, SHARE_ROW_EXCLUSIVE)
                .scans(ORDERS));
    assertThat(findings).extracting(Finding::relation).containsExactly(CUSTOMERS, ORDERS);
  }

  @Test
  void truncatingIsNotWorkOnRows() {
    assertThat(
            findings(
                statement(1, "TRUNCATE orders").locks(ORDERS, ACCESS_EXCLUSIVE).replaces(ORDERS)))
        .isEmpty();
  }

  @Test
  void fillingANewTableIsNone() {
    assertThat(
            findings(
                statement(1, "CREATE TABLE n AS SELECT * FROM orders")
                    .locks(ORDERS, ACCESS_SHARE)
                    .locksNewTable("public.n", ACCESS_EXCLUSIVE)
                    .scans(ORDERS)
                    .modifies("public.n", 100, 0, 0)))
        .isEmpty();
  }

  @Test
  void workOnANewTableCountsWhileAnExistingOneIsLocked() {
    StatementBuilder lock =
        statement(1, "ALTER TABLE orders ADD x int").transaction(1).locks(ORDERS, ACCESS_EXCLUSIVE);
    StatementBuilder fill =
        statement(2, "INSERT INTO n SELECT ...")
            .transaction(1)
            .inherits(ORDERS, ACCESS_EXCLUSIVE)
            .locksNewTable("public.n", ROW_EXCLUSIVE)
            .modifies("public.n", 100, 0, 0);
    Finding finding = only(lock, fill);
    assertThat(finding.name()).isEqualTo("lock-accumulation");
    assertThat(finding.statement()).isEqualTo(2);
    assertThat(finding.relation()).isEqualTo(ORDERS);
    assertThat(finding.evidence())
        .contains("changed rows of public.n", "taken by statement 1 (V42__orders.sql:1)");
  }

  @Test
  void aLockOnAnExistingIndexStopsItsTable() {
    Finding finding =
        only(
            statement(1, "REINDEX INDEX orders_pkey")
                .locksIndex("public.orders_pkey", ORDERS, ACCESS_EXCLUSIVE)
                .locks(ORDERS, SHARE)
                .rebuilds("public.orders_pkey")
                .scans(ORDERS));
    assertThat(finding.relation()).isEqualTo(ORDERS);
    assertThat(finding.effect()).startsWith("SELECT, INSERT");
    assertThat(finding.evidence())
        .contains("ACCESS EXCLUSIVE on public.orders_pkey (index of public.orders)");
  }

  @Test
  void theLockWithWhichAConcurrentRebuildDropsTheOldIndexIsNotHeldWhileItWorks() {
    assertThat(
            findings(
                statement(1, "REINDEX INDEX CONCURRENTLY orders_pkey")
                    .sampledIndexLock("public.orders_pkey", ORDERS, ACCESS_EXCLUSIVE, 2_000_000)
                    .sampledLock(ORDERS, SHARE_UPDATE_EXCLUSIVE, 2_000_000)
                    .rebuilds("public.orders_pkey")
                    .scans(ORDERS)))
        .isEmpty();
  }

  @Test
  void aSampledLockOnAnIndexCountsWhereItsTableIsLockedToo() {
    Finding finding =
        only(
            statement(1, "REINDEX SCHEMA public")
                .sampledIndexLock("public.orders_pkey", ORDERS, ACCESS_EXCLUSIVE, 2_000_000)
                .sampledLock(ORDERS, SHARE, 2_000_000)
                .rebuilds("public.orders_pkey")
                .scans(ORDERS));
    assertThat(finding.effect()).startsWith("SELECT, INSERT");
  }

  @Test
  void nobodyWaitsToWriteToAMaterializedView() {
    String sales = "public.daily_sales";
    assertThat(
            findings(
                statement(1, "REFRESH MATERIALIZED VIEW CONCURRENTLY daily_sales")
                    .locksMaterializedView(sales, EXCLUSIVE)
                    .scans(sales)))
        .isEmpty();
    assertThat(
            only(statement(1, "REFRESH MATERIALIZED VIEW daily_sales")
                    .locksMaterializedView(sales, ACCESS_EXCLUSIVE)
                    .rewrites(sales))
                .relation())
        .isEqualTo(sales);
  }

  @Test
  void aRewriteIsNotAlsoAScan() {
    Finding finding =
        only(
            statement(1, "ALTER TABLE orders ALTER x TYPE bigint")
                .locks(ORDERS, ACCESS_EXCLUSIVE)
                .scans(ORDERS)
                .rewrites(ORDERS));
    assertThat(finding.evidence()).contains("rewrote public.orders").doesNotContain("scanned");
  }

  @Test
  void theIndexesOfARewrittenTableAreToldByTheirNumber() {
    Finding finding =
        only(
            statement(1, "ALTER TABLE orders ALTER x TYPE bigint")
                .locks(ORDERS, ACCESS_EXCLUSIVE)
                .rewrites(ORDERS)
                .rebuilds("public.orders_pkey")
                .rebuilds("public.orders_x"));
    assertThat(finding.evidence())
        .contains("rewrote public.orders and with it rebuilt 2 existing indexes while")
        .doesNotContain("orders_pkey");
  }

  @Test
  void whenABlockTookItsLockIsNotKnown() {
    Finding finding =
        only(statement(1, "DO $$…$$").tag("DO").locks(ORDERS, ACCESS_EXCLUSIVE).scans(ORDERS));
    assertThat(finding.evidence()).contains("held for at most 60.1 ms");
    assertThat(finding.effect()).endsWith("for at most 60.1 ms here");
  }

  @Test
  void merelyTakingLongUnderAnEarlierLockCounts() {
    StatementBuilder lock =
        statement(1, "LOCK TABLE orders").transaction(1).locks(ORDERS, ACCESS_EXCLUSIVE);
    StatementBuilder sleep =
        statement(2, "SELECT pg_sleep(0.5)").transaction(1).inherits(ORDERS, ACCESS_EXCLUSIVE);
    assertThat(run("1s", 99, lock, sleep).findings()).isEmpty();
    assertThat(run("1s", 100, lock, sleep).findings())
        .extracting(Finding::name)
        .containsExactly("lock-accumulation");
  }

  @Test
  void isAnErrorOnceTheLockIsHeldLongerThanMaxStall() {
    StatementBuilder set =
        statement(1, "ALTER TABLE orders ALTER x SET NOT NULL")
            .locks(ORDERS, ACCESS_EXCLUSIVE)
            .scans(ORDERS);
    Analysis analysis = run("10ms", 60, set);
    assertThat(analysis.findings()).extracting(Finding::severity).containsExactly(Severity.ERROR);
    assertThat(analysis.verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void saysHowASampledLockIsKnown() {
    assertThat(
            only(statement(1, "DO ...")
                    .sampledLock(ORDERS, ACCESS_EXCLUSIVE, 2_000_000)
                    .scans(ORDERS))
                .evidence())
        .contains("(sampled every 2 ms)");
  }

  private static Finding only(StatementBuilder... statements) {
    List<Finding> findings = findings(statements);
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static List<Finding> findings(StatementBuilder... statements) {
    return run("1s", 60, statements).findings();
  }

  private static Analysis run(String maxStall, double millis, StatementBuilder... statements) {
    List<StatementBuilder> all = List.of(statements);
    double[] each = new double[all.size()];
    Arrays.fill(each, millis);
    return Analysis.of(
        recording(
            maxStall,
            List.of(
                take(TakeBuilder.facts(), all, each).build(),
                take(TakeBuilder.timing(1), all, each).build())),
        "");
  }
}
