package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static dev.rehearsal.reports.recording.WayBackTakes.changed;
import static dev.rehearsal.reports.recording.WayBackTakes.created;
import static dev.rehearsal.reports.recording.WayBackTakes.dropped;
import static dev.rehearsal.reports.recording.WayBackTakes.inspected;
import static dev.rehearsal.reports.recording.WayBackTakes.timed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeBuilder;
import dev.rehearsal.reports.recording.WayBack;
import dev.rehearsal.reports.recording.WayBack.RowsChanged;
import java.util.List;
import org.junit.jupiter.api.Test;

class WayBackFindingsTest {

  private static final String ORDERS = "public.orders";
  private static final WayBack.Comparison RESTORED =
      new WayBack.Comparison(List.of(), List.of(ORDERS), List.of(), List.of());

  private static StatementBuilder down() {
    return statement(1, "ALTER TABLE orders DROP COLUMN x").at("V1.down.sql", 3);
  }

  private static Take runs(TakeBuilder take, StatementBuilder statement, double millis) {
    return take.run(statement, millis).build();
  }

  private static Analysis analysis(Take... rollbacks) {
    List<Take> takes = new java.util.ArrayList<>(List.of(TakeBuilder.facts().build()));
    takes.addAll(List.of(rollbacks));
    return Analysis.of(recording("10ms", takes), "00");
  }

  private static List<Finding> findings(List<SchemaChange> schema, RowsChanged... rows) {
    WayBack.Comparison compared =
        new WayBack.Comparison(schema, List.of(ORDERS), List.of(rows), List.of());
    return analysis(inspected(runs(TakeBuilder.facts(), down(), 1), compared)).findings();
  }

  @Test
  void aWayBackThatRestoresEverythingIsNoFinding() {
    Analysis analysis = analysis(inspected(runs(TakeBuilder.facts(), down(), 1), RESTORED));

    assertThat(analysis.findings()).isEmpty();
    assertThat(analysis.wayBack().restored()).isTrue();
    assertThat(analysis.wayBack().comparedTables()).containsExactly(ORDERS);
  }

  @Test
  void columnsInAnotherOrderAreInformation() {
    List<Finding> findings =
        findings(List.of(changed("column", ORDERS + ".note", ORDERS, "position", "2", "9")));

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).name()).isEqualTo("not-restored");
    assertThat(findings.get(0).severity()).isEqualTo(Severity.INFO);
    assertThat(findings.get(0).relation()).isEqualTo(ORDERS);
    assertThat(findings.get(0).evidence())
        .startsWith("other places among the columns for public.orders.note");
  }

  @Test
  void whatIsMissingLeftOverOrDifferentIsAWarningByTable() {
    List<Finding> findings =
        findings(
            List.of(
                changed("column", ORDERS + ".note", ORDERS, "position", "2", "9"),
                created("index", "public.orders_new", ORDERS),
                dropped("view", "public.totals", null),
                changed("column", ORDERS + ".id", ORDERS, "not null", "no", "yes")));

    assertThat(findings)
        .extracting(Finding::name, Finding::severity, Finding::relation)
        .containsExactly(
            tuple("not-restored", Severity.WARN, ORDERS),
            tuple("not-restored", Severity.WARN, "public.totals"));
    assertThat(findings.get(0).evidence())
        .contains("index public.orders_new is left over")
        .contains("not null no before, yes after")
        .contains("; other places among the columns for public.orders.note")
        .doesNotContain("position");
    assertThat(findings.get(1).evidence()).startsWith("view public.totals is missing");
  }

  @Test
  void lostRowsAndValuesAreErrors() {
    List<Finding> findings =
        findings(
            List.of(),
            new RowsChanged(ORDERS, 1000, 1000L, List.of("note", "total")),
            new RowsChanged("public.a", 10, 9L, List.of()),
            new RowsChanged("public.b", 10, null, List.of()));

    assertThat(findings).allMatch(each -> each.name().equals("data-lost"));
    assertThat(findings).allMatch(each -> each.severity() == Severity.ERROR);
    assertThat(findings)
        .extracting(Finding::evidence)
        .satisfiesExactly(
            text -> assertThat(text).startsWith("public.a had 10 rows and has 9 "),
            text -> assertThat(text).startsWith("public.b had 10 rows and is gone"),
            text -> assertThat(text).contains("not the same: note, total"));
  }

  @Test
  void rowsThatStayBehindAreNotLost() {
    List<Finding> findings = findings(List.of(), new RowsChanged(ORDERS, 10, 12L, List.of()));

    assertThat(findings).extracting(Finding::name).containsExactly("not-restored");
    assertThat(findings).extracting(Finding::severity).containsExactly(Severity.WARN);
  }

  @Test
  void aDownScriptThatFailsIsAnErrorAtItsPlace() {
    StatementBuilder failing = down().failed("42703", "column \"x\" does not exist");
    Analysis analysis = analysis(inspected(runs(TakeBuilder.facts(), failing, 1), null));

    assertThat(analysis.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(analysis.exitCode()).isEqualTo(1);
    assertThat(analysis.findings()).hasSize(1);
    assertThat(analysis.findings().get(0).evidence())
        .startsWith("V1.down.sql:3 of the way back failed with SQLSTATE 42703: column");
    assertThat(analysis.sentence()).contains("V1.down.sql:3");
    assertThat(analysis.wayBack().restored()).isNull();
  }

  @Test
  void theDownScriptIsJudgedLikeTheMigrationButApart() {
    StatementBuilder scan = down().locks(ORDERS, ACCESS_EXCLUSIVE).scans(ORDERS);
    Analysis analysis =
        analysis(
            inspected(runs(TakeBuilder.facts(), scan, 400), RESTORED),
            timed(2, runs(TakeBuilder.timing(2), scan, 50)));

    assertThat(analysis.findings()).isEmpty();
    assertThat(analysis.statements()).isEmpty();
    assertThat(analysis.wayBack().statements()).hasSize(1);
    assertThat(analysis.wayBack().findings())
        .extracting(Finding::name, Finding::severity)
        .containsExactly(tuple("work-under-lock", Severity.ERROR));
    assertThat(analysis.wayBack().findings().get(0).evidence())
        .startsWith("on the way back, statement 1 (V1.down.sql:3) scanned public.orders")
        .contains("1 rollback take");
    assertThat(analysis.wayBack().totalNanos().median()).isBetween(50_000_000L, 51_000_000L);
  }

  @Test
  void withoutARollbackTakeThereIsNothingToSay() {
    assertThat(analysis().wayBack()).isNull();
  }
}
