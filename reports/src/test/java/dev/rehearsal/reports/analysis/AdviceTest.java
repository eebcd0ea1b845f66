package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE;
import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.SampleRecordings.take;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AdviceTest {

  private static final String ORDERS = "public.orders";
  private static final Map<String, String> NOTHING = Map.of();

  @Test
  void aCheckAndAForeignKeyCanWaitForTheirValidation() {
    assertThat(advice(altering().scans(ORDERS).changes(constraint("CHECK ((total >= 0))"))))
        .isEqualTo(
            "Add orders_c as NOT VALID, and VALIDATE CONSTRAINT in a transaction of its own.");
    assertThat(advice(altering().scans(ORDERS).changes(constraint("FOREIGN KEY (c) REFERENCES d"))))
        .startsWith("Add orders_c as NOT VALID");
  }

  @Test
  void aUniqueConstraintAdoptsAnIndex() {
    assertThat(
            advice(
                altering()
                    .scans(ORDERS)
                    .builds("public.orders_c")
                    .changes(constraint("UNIQUE (code)"))
                    .changes(index())))
        .isEqualTo(
            "Build the index with CREATE UNIQUE INDEX CONCURRENTLY, then add orders_c USING INDEX.");
  }

  @Test
  void anExclusionConstraintHasNoSafeForm() {
    assertThat(
            advice(
                altering()
                    .scans(ORDERS)
                    .builds("public.orders_c")
                    .changes(constraint("EXCLUDE USING gist (period WITH &&)"))
                    .changes(index())))
        .startsWith("No form of an exclusion constraint spares an existing table");
  }

  @Test
  void anIndexIsBuiltConcurrently() {
    assertThat(
            advice(
                statement(1, "DO …")
                    .locks(ORDERS, SHARE)
                    .scans(ORDERS)
                    .builds("public.orders_c")
                    .changes(index())))
        .isEqualTo("Build the index with CREATE INDEX CONCURRENTLY.");
  }

  @Test
  void aPrimaryKeyNeedsItsColumnsNotNullBefore() {
    StatementBuilder adding =
        altering()
            .scans(ORDERS)
            .builds("public.orders_c")
            .changes(constraint("PRIMARY KEY (code)"))
            .changes(index());
    assertThat(advice(adding)).startsWith("Build the index");
    assertThat(
            advice(
                adding.changes(
                    column(Map.of("type", "text"), Map.of("type", "text", "not null", "yes")))))
        .startsWith("Make its columns NOT NULL first")
        .contains("then add orders_c USING INDEX.");
  }

  @Test
  void ofSeveralColumnsOnlyThoseWhoseRowsDoNotFitAreAnotherColumn() {
    SchemaChange longer =
        column(Map.of("type", "character varying(150)"), Map.of("type", "character varying(300)"));
    SchemaChange other = column(Map.of("type", "character varying(8000)"), Map.of("type", "jsonb"));
    assertThat(advice(altering().rewrites(ORDERS).changes(longer).changes(other)))
        .startsWith("Add a column of type jsonb beside")
        .doesNotContain("character varying(300)");
    assertThat(advice(altering().rewrites(ORDERS).changes(longer)))
        .contains("character varying(300)");
  }

  @Test
  void fillingATableThatNobodySeesYetNeedsNoBatches() {
    StatementBuilder filling =
        statement(1, "CREATE TABLE n AS …")
            .locks(ORDERS, ACCESS_EXCLUSIVE)
            .locksNewTable("public.n", ACCESS_EXCLUSIVE);
    assertThat(advice(filling.modifies("public.n", 100, 0, 0))).doesNotContain("batches");
    assertThat(advice(filling.modifies(ORDERS, 0, 100, 0))).contains("batches");
  }

  @Test
  void notNullIsProvedFirst() {
    assertThat(
            advice(
                altering()
                    .scans(ORDERS)
                    .changes(
                        column(Map.of("type", "text"), Map.of("type", "text", "not null", "yes")))
                    .changes(constraint("NOT NULL note"))))
        .startsWith("Prove it first: add CHECK (note IS NOT NULL) as NOT VALID");
  }

  @Test
  void aTypeChangesBesideTheOldColumn() {
    SchemaChange change = column(Map.of("type", "integer"), Map.of("type", "bigint"));
    assertThat(advice(altering().scans(ORDERS).rewrites(ORDERS).changes(change)))
        .startsWith("Add a column of type bigint beside note");
    assertThat(advice(altering().scans(ORDERS).rebuilds("public.orders_note_idx").changes(change)))
        .startsWith("Add a column of type bigint beside note");
    assertThat(advice(altering().scans(ORDERS).changes(change)))
        .startsWith("A check on note is evaluated anew");
  }

  @Test
  void namesAreSpeltAsSqlHasTo() {
    assertThat(
            advice(
                altering()
                    .scans(ORDERS)
                    .changes(
                        change(
                            "constraint",
                            ORDERS + ".\"we ird\"",
                            NOTHING,
                            Map.of("name", "we ird", "definition", "CHECK ((a > 0))")))))
        .startsWith("Add \"we ird\" as NOT VALID");
  }

  @Test
  void anotherCollationNeedsAnotherIndexOnly() {
    assertThat(
            advice(
                altering()
                    .scans(ORDERS)
                    .rebuilds("public.orders_note_idx")
                    .changes(
                        column(
                            Map.of("type", "text"), Map.of("type", "text", "collation", "\"C\"")))))
        .startsWith("Leave note as it is, and build a second index of that collation");
  }

  @Test
  void aNewColumnIsFilledInBatches() {
    assertThat(
            advice(
                altering()
                    .rewrites(ORDERS)
                    .changes(column(NOTHING, Map.of("default", "gen_random_uuid()")))))
        .startsWith("Add note without a default");
    assertThat(
            advice(
                altering()
                    .rewrites(ORDERS)
                    .changes(column(NOTHING, Map.of("generated", "stored (a + b)")))))
        .startsWith("No existing column becomes a stored generated one");
  }

  @Test
  void aPartitionBringsItsProof() {
    assertThat(
            advice(
                altering()
                    .scans(ORDERS)
                    .changes(
                        change(
                            "table",
                            ORDERS,
                            Map.of("name", "orders"),
                            Map.of("name", "orders", "partition bound", "FOR VALUES …")))))
        .startsWith("Add a check with the partition's bounds to public.orders");
  }

  @Test
  void whatChangesNothingIsToldByItsWork() {
    assertThat(advice(altering().tag("VACUUM").rewrites(ORDERS))).contains("pg_repack");
    assertThat(advice(altering().tag("REINDEX").scans(ORDERS).rebuilds("public.orders_pkey")))
        .isEqualTo("Rebuild the index with REINDEX CONCURRENTLY.");
    assertThat(
            advice(
                statement(1, "REFRESH …")
                    .locksMaterializedView("public.sales", ACCESS_EXCLUSIVE)
                    .rewrites("public.sales")))
        .startsWith("REFRESH MATERIALIZED VIEW CONCURRENTLY");
  }

  private static StatementBuilder altering() {
    return statement(1, "ALTER TABLE …").locks(ORDERS, ACCESS_EXCLUSIVE);
  }

  private static SchemaChange constraint(String definition) {
    return change(
        "constraint",
        ORDERS + ".orders_c",
        NOTHING,
        Map.of("name", "orders_c", "definition", definition));
  }

  private static SchemaChange index() {
    return change("index", "public.orders_c", NOTHING, Map.of("name", "orders_c"));
  }

  private static SchemaChange column(Map<String, String> before, Map<String, String> after) {
    TreeMap<String, String> named = new TreeMap<>(after);
    named.put("name", "note");
    return change("column", ORDERS + ".note", before, named);
  }

  private static SchemaChange change(
      String kind, String object, Map<String, String> before, Map<String, String> after) {
    return new SchemaChange(kind, object, ORDERS, new TreeMap<>(before), new TreeMap<>(after));
  }

  private static String advice(StatementBuilder statement) {
    List<StatementBuilder> all = List.of(statement);
    return Analysis.of(recording("1s", List.of(take(TakeBuilder.facts(), all, 0).build())), "")
        .findings()
        .stream()
        .filter(finding -> finding.name().equals(FindingKind.WORK_UNDER_LOCK.id()))
        .findFirst()
        .orElseThrow()
        .remedy();
  }
}
