package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.ROW_EXCLUSIVE;
import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.SampleRecordings.take;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnbatchedFindingsTest {

  private static final String ORDERS = "public.orders";

  @Test
  void namesTheRowsTheTimeAndWhatItLeavesBehind() {
    Finding finding =
        only(
            run(
                "1s",
                60,
                statement(1, "UPDATE orders SET note = ''")
                    .locks(ORDERS, ROW_EXCLUSIVE)
                    .modifies(ORDERS, 0, 20_000, 0)
                    .wal(10 << 20)));
    assertThat(finding.severity()).isEqualTo(Severity.WARN);
    assertThat(finding.relation()).isEqualTo(ORDERS);
    assertThat(finding.evidence())
        .contains(
            "statement 1 (V42__orders.sql:1)",
            "changed 20,000 rows of public.orders in one transaction (20,000 updated; exact)",
            "held for up to 60.1 ms (1 timing take)",
            "10 MiB of write-ahead log",
            "20,000 old versions");
    assertThat(finding.effect())
        .isEqualTo(
            "UPDATE, DELETE and SELECT … FOR UPDATE of any of the 20,000 rows that it changed in"
                + " public.orders wait until the transaction ends, up to 60.1 ms here");
  }

  @Test
  void isAnErrorOnceTheRowsAreHeldLongerThanMaxStall() {
    StatementBuilder delete =
        statement(1, "DELETE FROM orders")
            .locks(ORDERS, ROW_EXCLUSIVE)
            .modifies(ORDERS, 0, 0, UnbatchedFindings.MANY);
    assertThat(only(run("61ms", 60, delete)).severity()).isEqualTo(Severity.WARN);
    assertThat(only(run("60ms", 60, delete)).severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void aBatchIsNone() {
    assertThat(
            run(
                "1s",
                60,
                statement(1, "UPDATE orders SET note = '' WHERE id < 5000")
                    .locks(ORDERS, ROW_EXCLUSIVE)
                    .modifies(ORDERS, 0, UnbatchedFindings.MANY - 1, 0)))
        .isEmpty();
  }

  @Test
  void batchesOfOneTransactionAddUp() {
    StatementBuilder first =
        statement(1, "UPDATE orders SET note = '' WHERE id < 3000")
            .transaction(1)
            .locks(ORDERS, ROW_EXCLUSIVE)
            .modifies(ORDERS, 0, 2_999, 0);
    StatementBuilder second =
        statement(2, "UPDATE orders SET note = '' WHERE id >= 3000")
            .transaction(1)
            .inherits(ORDERS, ROW_EXCLUSIVE)
            .modifies(ORDERS, 0, 2_999, 0);
    Finding finding = only(run("1s", 60, first, second));
    assertThat(finding.statement()).isEqualTo(1);
    assertThat(finding.evidence())
        .contains("and others up to statement 2", "5,998 rows", "held for up to 120");
    assertThat(run("1s", 60, first, second.transaction(2).locks(ORDERS, ROW_EXCLUSIVE))).isEmpty();
  }

  @Test
  void whatCommitsInBetweenIsNone() {
    assertThat(
            run(
                "1s",
                60,
                statement(1, "DO $$ … COMMIT … $$")
                    .bare("runs outside a transaction block")
                    .sampledLock(ORDERS, ROW_EXCLUSIVE, 2_000_000)
                    .modifies(ORDERS, 0, 20_000, 0)))
        .isEmpty();
  }

  @Test
  void newRowsAndNewTablesAreNone() {
    assertThat(
            run(
                "1s",
                60,
                statement(1, "INSERT INTO orders SELECT …")
                    .locks(ORDERS, ROW_EXCLUSIVE)
                    .modifies(ORDERS, 20_000, 0, 0)))
        .isEmpty();
    assertThat(
            run(
                "1s",
                60,
                statement(1, "UPDATE archive SET note = ''")
                    .locksNewTable("public.archive", ROW_EXCLUSIVE)
                    .modifies("public.archive", 0, 20_000, 0)))
        .isEmpty();
  }

  @Test
  void addsNothingWhereWritersAreLockedOutAnyway() {
    assertThat(
            run(
                "1s",
                60,
                statement(1, "ALTER TABLE orders ADD note text")
                    .transaction(1)
                    .locks(ORDERS, ACCESS_EXCLUSIVE),
                statement(2, "UPDATE orders SET note = ''")
                    .transaction(1)
                    .inherits(ORDERS, ACCESS_EXCLUSIVE)
                    .locks(ORDERS, ROW_EXCLUSIVE)
                    .modifies(ORDERS, 0, 20_000, 0)))
        .isEmpty();
  }

  private static Finding only(List<Finding> findings) {
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  private static List<Finding> run(String maxStall, double millis, StatementBuilder... statements) {
    List<StatementBuilder> all = List.of(statements);
    double[] each = new double[all.size()];
    Arrays.fill(each, millis);
    return Analysis.of(
            recording(
                maxStall,
                List.of(
                    take(TakeBuilder.facts(), all, each).build(),
                    take(TakeBuilder.timing(1), all, each).build())),
            "")
        .findings()
        .stream()
        .filter(finding -> finding.name().equals(FindingKind.UNBATCHED_CHANGE.id()))
        .toList();
  }
}
