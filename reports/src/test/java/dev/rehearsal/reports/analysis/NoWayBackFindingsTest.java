package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.ACCESS_SHARE;
import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static dev.rehearsal.reports.recording.WayBackTakes.changed;
import static dev.rehearsal.reports.recording.WayBackTakes.created;
import static dev.rehearsal.reports.recording.WayBackTakes.dropped;
import static dev.rehearsal.reports.recording.WayBackTakes.inspected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeBuilder;
import dev.rehearsal.reports.recording.WayBack;
import dev.rehearsal.reports.recording.WayBack.RowsChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The sample has a million rows in {@code public.orders}. */
class NoWayBackFindingsTest {

  private static final String ORDERS = "public.orders";
  private static final String KEPT = "public.kept";

  private static StatementBuilder drop() {
    return statement(9, "DROP TABLE orders").changes(dropped("table", ORDERS, ORDERS));
  }

  private static StatementBuilder dropColumn() {
    return statement(9, "ALTER TABLE orders DROP COLUMN note")
        .changes(dropped("column", ORDERS + ".note", ORDERS));
  }

  private static StatementBuilder copy(long rows) {
    return statement(1, "CREATE TABLE kept AS SELECT * FROM orders")
        .locks(ORDERS, ACCESS_SHARE)
        .scans(ORDERS)
        .changes(created("table", KEPT, KEPT))
        .modifies(KEPT, rows, 0, 0);
  }

  private static List<Finding> findings(List<Take> more, StatementBuilder... statements) {
    TakeBuilder facts = TakeBuilder.facts();
    for (StatementBuilder each : statements) {
      facts.run(each, 1);
    }
    List<Take> takes = new ArrayList<>(List.of(facts.build()));
    takes.addAll(more);
    return Analysis.of(recording("10ms", takes), "00").findings().stream()
        .filter(finding -> finding.name().equals("no-way-back"))
        .toList();
  }

  private static List<Finding> findings(StatementBuilder... statements) {
    return findings(List.of(), statements);
  }

  @Test
  void warnsOfEverythingThatIsTakenAwayForGood() {
    assertThat(findings(drop())).hasSize(1);
    assertThat(findings(dropColumn())).hasSize(1);
    assertThat(findings(statement(1, "DELETE").modifies(ORDERS, 0, 0, 5))).hasSize(1);
    assertThat(findings(statement(1, "TRUNCATE").replaces(ORDERS).grows(ORDERS, -8192))).hasSize(1);
    Finding finding = findings(drop()).get(0);
    assertThat(finding.severity()).isEqualTo(Severity.WARN);
    assertThat(finding.statement()).isEqualTo(9);
    assertThat(finding.relation()).isEqualTo(ORDERS);
    assertThat(finding.evidence())
        .contains("dropped public.orders with 1,000,000 rows")
        .contains("made no copy before")
        .endsWith("there is no down script");
  }

  @Test
  void whatTakesNoRowsAwayIsNoFinding() {
    assertThat(findings(statement(1, "UPDATE").modifies(ORDERS, 0, 1000, 0))).isEmpty();
    assertThat(findings(statement(1, "SET TABLESPACE").replaces(ORDERS))).isEmpty();
    assertThat(
            findings(
                statement(1, "DROP INDEX").changes(dropped("index", "public.orders_i", ORDERS))))
        .isEmpty();
    assertThat(findings(copy(10), statement(2, "DROP").changes(dropped("table", KEPT, KEPT))))
        .isEmpty();
    assertThat(
            findings(
                statement(1, "ADD").changes(created("column", ORDERS + ".note", ORDERS)),
                dropColumn()))
        .isEmpty();
  }

  @Test
  void aFullCopyThatStaysIsAWayBack() {
    assertThat(findings(copy(1_000_000), drop())).isEmpty();
    assertThat(findings(copy(1_000_000), dropColumn())).isEmpty();
    assertThat(findings(copy(5), statement(2, "DELETE").modifies(ORDERS, 0, 0, 5))).isEmpty();
  }

  @Test
  void aPartOfTheRowsOrACopyThatIsDroppedIsNone() {
    assertThat(findings(copy(999_999), drop()).get(0).evidence())
        .contains("had copied only 999,999 rows");
    assertThat(
            findings(
                copy(1_000_000),
                statement(2, "DROP TABLE kept").changes(dropped("table", KEPT, KEPT)),
                drop()))
        .hasSize(1);
    assertThat(findings(statement(1, "INSERT INTO kept").modifies(KEPT, 1_000_000, 0, 0), drop()))
        .as("rows that did not come from there")
        .hasSize(1);
  }

  @Test
  void aColumnThatWasCopiedIntoANewOneIsKept() {
    StatementBuilder add =
        statement(1, "ADD").changes(created("column", ORDERS + ".note_new", ORDERS));
    StatementBuilder fill = statement(2, "UPDATE").modifies(ORDERS, 0, 1_000_000, 0);

    assertThat(findings(add, fill, dropColumn())).isEmpty();
    assertThat(findings(fill, dropColumn())).hasSize(1);
  }

  @Test
  void aRenamedTableIsStillTheSame() {
    TreeMap<String, String> before = new TreeMap<>();
    before.put("name", "orders");
    before.put("schema", "public");
    TreeMap<String, String> after = new TreeMap<>(before);
    after.put("name", "orders_old");
    StatementBuilder rename =
        statement(1, "ALTER TABLE orders RENAME TO orders_old")
            .locks(ORDERS, ACCESS_EXCLUSIVE)
            .changes(new SchemaChange("table", ORDERS, ORDERS, before, after));

    List<Finding> findings =
        findings(
            rename,
            statement(2, "DROP")
                .changes(dropped("table", "public.orders_old", "public.orders_old")));

    assertThat(findings).extracting(Finding::relation).containsExactly(ORDERS);
  }

  @Test
  void aRehearsedWayBackThatRestoresTheRowsIsEnough() {
    Take restores = rollback(List.of());
    Take loses = rollback(List.of(new RowsChanged(ORDERS, 10, 9L, List.of())));

    assertThat(findings(List.of(restores), drop())).isEmpty();
    assertThat(findings(List.of(loses), drop()).get(0).evidence())
        .endsWith("the way back did not restore it");
  }

  private static Take rollback(List<RowsChanged> rows) {
    Take down = TakeBuilder.facts().run(statement(1, "INSERT INTO orders"), 1).build();
    return inspected(down, new WayBack.Comparison(List.of(), List.of(ORDERS), rows, List.of()));
  }

  @Test
  void aChangedColumnIsNotADroppedOne() {
    assertThat(
            findings(
                statement(1, "ALTER")
                    .changes(changed("column", ORDERS + ".note", ORDERS, "type", "text", "int"))))
        .isEmpty();
  }
}
