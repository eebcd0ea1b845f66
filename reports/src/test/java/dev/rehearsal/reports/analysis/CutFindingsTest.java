package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static dev.rehearsal.reports.recording.WayBackTakes.changed;
import static dev.rehearsal.reports.recording.WayBackTakes.created;
import static dev.rehearsal.reports.recording.WayBackTakes.cut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.rehearsal.reports.recording.CancelDrill;
import dev.rehearsal.reports.recording.CancelDrill.Left;
import dev.rehearsal.reports.recording.CancelDrill.Rerun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutFindingsTest {

  private static final String ORDERS = "public.orders";
  private static final Left INVALID = new Left("invalid index", "public.orders_i", ORDERS, null);
  private static final long MS = 1_000_000;

  private static CancelDrill drill(int statement, Long after, List<Left> left, Rerun rerun) {
    return new CancelDrill(
        statement,
        "terminate",
        40 * MS,
        after,
        "57P01",
        left,
        List.of(created("column", ORDERS + ".x", ORDERS)),
        rerun);
  }

  private static List<Finding> findings(CancelDrill... drills) {
    List<Take> takes =
        new ArrayList<>(
            List.of(
                TakeBuilder.facts()
                    .run(statement(1, "ALTER TABLE"), 1)
                    .run(statement(2, "CREATE INDEX CONCURRENTLY"), 80)
                    .build()));
    for (CancelDrill drill : drills) {
      takes.add(cut(takes.size(), drill));
    }
    return Analysis.of(recording("10ms", takes), "00").findings();
  }

  @Test
  void whatRunsAgainIsNoFinding() {
    assertThat(
            findings(drill(2, 41 * MS, List.of(INVALID), new Rerun(null, null, null, List.of()))))
        .isEmpty();
  }

  @Test
  void aStatementThatWasNotCutProvesNothing() {
    assertThat(findings(drill(2, null, List.of(), null))).isEmpty();
  }

  @Test
  void sayWhereRunningAgainFailsAndWhatWasLeft() {
    Rerun fails = new Rerun(1, "42701", "column \"x\" already exists", List.of());
    List<Finding> findings =
        findings(drill(1, 11 * MS, List.of(), fails), drill(2, 41 * MS, List.of(INVALID), fails));

    assertThat(findings)
        .extracting(Finding::name, Finding::severity, Finding::statement)
        .containsExactly(tuple("not-rerunnable", Severity.WARN, 1));
    assertThat(findings.get(0).evidence())
        .contains("statement 2 (V42__orders.sql:3): its session was ended after 41 ms")
        .contains("left invalid index public.orders_i, column public.orders.x made")
        .endsWith(
            "failed at statement 1 (V42__orders.sql:1) with SQLSTATE 42701: column \"x\" already"
                + " exists");
  }

  @Test
  void anInvalidIndexThatNobodyNoticesIsAnError() {
    Rerun hides = new Rerun(null, null, null, List.of(INVALID));
    Rerun fails = new Rerun(2, "42P07", "exists", List.of(INVALID));

    assertThat(findings(drill(2, 41 * MS, List.of(INVALID), hides)))
        .extracting(Finding::name, Finding::severity, Finding::statement, Finding::relation)
        .containsExactly(tuple("invalid-index-left", Severity.ERROR, 2, ORDERS));
    assertThat(findings(drill(2, 41 * MS, List.of(INVALID), fails)))
        .extracting(Finding::name, Finding::severity)
        .containsExactly(
            tuple("invalid-index-left", Severity.WARN), tuple("not-rerunnable", Severity.WARN));
  }

  @Test
  void halfABackfillIsCounted() {
    Rerun fails = new Rerun(2, "23505", "duplicate", List.of());
    Left rows = new Left("rows changed", ORDERS, ORDERS, 1200L);

    assertThat(findings(drill(2, 41 * MS, List.of(rows), fails)).get(0).evidence())
        .contains("1,200 changed rows in public.orders");
  }

  @Test
  void anIndexThatEndsInvalidUndisturbedIsAnError() {
    List<Take> takes =
        List.of(
            TakeBuilder.facts()
                .run(
                    statement(1, "CREATE UNIQUE INDEX CONCURRENTLY")
                        .bare("runs outside a transaction block")
                        .changes(changed("index", "public.a", ORDERS, "valid", "yes", "no"))
                        .changes(changed("index", "public.b", ORDERS, "valid", "yes", "no")),
                    5)
                .run(
                    statement(2, "REINDEX")
                        .changes(changed("index", "public.b", ORDERS, "valid", "no", "yes")),
                    5)
                .build());

    assertThat(Analysis.of(recording("10ms", takes), "00").findings())
        .filteredOn(finding -> finding.name().equals("invalid-index-left"))
        .extracting(Finding::severity, Finding::statement, Finding::relation)
        .containsExactly(tuple(Severity.ERROR, 1, ORDERS));
  }
}
