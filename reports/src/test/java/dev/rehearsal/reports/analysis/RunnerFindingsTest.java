package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.ACCESS_SHARE;
import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.Batch;
import dev.rehearsal.reports.recording.Grouping;
import dev.rehearsal.reports.recording.Migration;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeBuilder;
import dev.rehearsal.reports.recording.ToolRun;
import dev.rehearsal.reports.recording.TransactionRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunnerFindingsTest {

  private static final String FILE = "migrations/V42__orders.sql";
  private static final Batch.Part BOTH = new Batch.Part(FILE, "2", "1", 1, 2);
  private static final Batch.Part FIRST = new Batch.Part("1.sql", "1", null, 1, 1);
  private static final Batch.Part SECOND = new Batch.Part("2.sql", "2", "1", 2, 2);

  /** Noted on a connection other than the migration's. */
  private static final StatementBuilder ELSEWHERE = noted().transaction(3);

  @Test
  void saysThatTheRunnersMessageIsATransaction() {
    Finding finding = one("concurrently-in-transaction", barred("golang-migrate", message(BOTH)));

    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.statement()).isEqualTo(2);
    assertThat(finding.evidence())
        .contains("golang-migrate sends V42__orders.sql as one message", "has 2 statements");
    assertThat(finding.remedy()).contains("x-multi-statement");
  }

  @Test
  void blamesNobodyForABlockOfTheScriptsOwn() {
    List<StatementBuilder> statements =
        List.of(statement(1, "BEGIN").tag("BEGIN"), failing("25001"));

    assertThat(names(of("golang-migrate", message(BOTH), statements)))
        .contains("statement-failed")
        .doesNotContain("concurrently-in-transaction");
  }

  @Test
  void plainFilesEarnNothingOfTheKind() {
    Recording plain = recording("1s", List.of(facts(added(), failing("25001")).build()));

    assertThat(names(plain)).doesNotContain("concurrently-in-transaction", "dirty-state");
  }

  @Test
  void namesTheCommandThatGetsGolangMigrateGoingAgain() {
    Finding finding = one("dirty-state", barred("golang-migrate", message(BOTH)));

    assertThat(finding.evidence()).contains("version 2 with dirty = true");
    assertThat(finding.remedy()).endsWith("migrate -path DIR -database URL force 1");
  }

  @Test
  void namesTheCommandThatGetsPrismaGoingAgain() {
    assertThat(one("dirty-state", barred("prisma", message(BOTH))).remedy())
        .endsWith("npx prisma migrate resolve --rolled-back 2");
  }

  @Test
  void nothingStaysWhereTheToolRollsItsOwnRowBack() {
    assertThat(names(barred("drizzle", List.of(new Batch(Grouping.TRANSACTION, List.of(BOTH))))))
        .contains("concurrently-in-transaction")
        .doesNotContain("dirty-state");
  }

  @Test
  void tellsHowLongTheFirstMigrationsLockIsHeldForTheLast() {
    Finding finding = one("all-in-one-transaction", together(FIRST, SECOND));

    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.statement()).isEqualTo(1);
    assertThat(finding.relation()).isEqualTo("public.orders");
    assertThat(finding.evidence())
        .contains("drizzle runs all pending migrations in one transaction", "ACCESS EXCLUSIVE");
  }

  @Test
  void oneMigrationAloneHoldsNothingForAnother() {
    assertThat(names(together(BOTH))).doesNotContain("all-in-one-transaction");
  }

  @Test
  void aToolThatRanItselfIsKnownByTheTableThatItKeeps() {
    Finding finding = one("concurrently-in-transaction", itself(added(), failing("25001")));

    assertThat(finding.evidence()).startsWith("drizzle runs it in a transaction");
  }

  @Test
  void seesWhereMigrationsEndInATransactionOfAToolThatRanItself() {
    StatementBuilder later =
        statement(2, "CREATE TABLE totals AS SELECT 1")
            .inherits("public.orders", ACCESS_EXCLUSIVE)
            .locks("public.order_items", ACCESS_SHARE)
            .scans("public.order_items");

    assertThat(one("all-in-one-transaction", itself(added(), noted(), later)).evidence())
        .contains("drizzle runs all pending migrations in one transaction");
    assertThat(names(itself(added(), ELSEWHERE, later))).contains("all-in-one-transaction");
    assertThat(names(itself(added(), later))).doesNotContain("all-in-one-transaction");
  }

  @Test
  void tellsWhatWasReadInTheOwnTableOfAToolThatRanItself() {
    Recording recording =
        itself(
            new ToolRun.Unfinished("golang-migrate", "public.noted", "7"),
            added(),
            failing("42P01"));

    Finding finding = one("dirty-state", recording);

    assertThat(finding.evidence()).contains("public.noted has version 7 with dirty = true");
    assertThat(finding.remedy()).contains("force V, where V is the version before 7");
    assertThat(names(itself(added(), failing("42P01")))).doesNotContain("dirty-state");
  }

  @Test
  void tellsOnceWhatTwoFailuresLeft() {
    ToolRun.Unfinished left = new ToolRun.Unfinished("golang-migrate", "public.noted", "7");
    StatementBuilder first = statement(1, "DROP TABLE nowhere").failed("42P01", "no such table");

    assertThat(one("dirty-state", itself(left, first, failing("42P01"))).statement()).isEqualTo(2);
  }

  private static StatementBuilder noted() {
    return statement(0, "INSERT INTO \"drizzle\".\"__drizzle_migrations\" (\"hash\") VALUES ($1)");
  }

  private static Recording itself(StatementBuilder... statements) {
    return itself(null, statements);
  }

  /** All of them in one transaction, those without a number being the tool's own. */
  private static Recording itself(ToolRun.Unfinished left, StatementBuilder... statements) {
    TakeBuilder building = TakeBuilder.facts();
    for (StatementBuilder each : statements) {
      building.run(each == ELSEWHERE ? each : each.transaction(1), 1500);
    }
    building.run(noted().transaction(2), 1);
    Take facts =
        building
            .build()
            .by(new ToolRun(0, "", List.of(), left == null ? List.of() : List.of(left)));
    Take split =
        new Take(
            facts.kind(),
            facts.number(),
            facts.incomplete(),
            facts.phases(),
            facts.statements().stream().filter(run -> run.index() > 0).toList(),
            List.of(new TransactionRun(1, "tool/1", true, 0, 1, TransactionRun.End.COMMIT)),
            facts.probes(),
            facts.waits(),
            facts.observer(),
            facts.queueDrills(),
            null,
            null,
            null,
            facts.statements().stream().filter(run -> run.index() == 0).toList(),
            facts.tool(),
            null);
    return of(Migration.SOME_TOOL, List.of(), "drizzle-kit migrate", List.of(split));
  }

  private static Recording together(Batch.Part... parts) {
    return of(
        "drizzle",
        List.of(new Batch(Grouping.TRANSACTION, List.of(parts))),
        List.of(
            added().transaction(1),
            statement(2, "CREATE TABLE totals AS SELECT 1")
                .transaction(1)
                .inherits("public.orders", ACCESS_EXCLUSIVE)
                .locks("public.order_items", ACCESS_SHARE)
                .scans("public.order_items")));
  }

  private static Recording barred(String runner, List<Batch> batches) {
    return of(runner, batches, List.of(added(), failing("25001")));
  }

  private static List<Batch> message(Batch.Part part) {
    return List.of(new Batch(Grouping.MESSAGE, List.of(part)));
  }

  private static StatementBuilder added() {
    return statement(1, "ALTER TABLE orders ADD COLUMN gift_note text")
        .locks("public.orders", ACCESS_EXCLUSIVE);
  }

  private static StatementBuilder failing(String sqlState) {
    return statement(2, "CREATE INDEX CONCURRENTLY i ON orders (gift_note)")
        .failed(sqlState, "cannot run inside a transaction block");
  }

  private static TakeBuilder facts(StatementBuilder... statements) {
    TakeBuilder take = TakeBuilder.facts();
    List.of(statements).forEach(each -> take.run(each, 1));
    return take;
  }

  private static Recording of(
      String runner, List<Batch> batches, List<StatementBuilder> statements) {
    TakeBuilder facts = TakeBuilder.facts();
    TakeBuilder timing = TakeBuilder.timing(1);
    statements.forEach(each -> facts.run(each, 1500));
    statements.forEach(each -> timing.run(each, 1500));
    return of(runner, batches, null, List.of(facts.build(), timing.build()));
  }

  private static Recording of(
      String runner, List<Batch> batches, String command, List<Take> takes) {
    Recording plain = recording("1s", takes);
    Migration migration = plain.migration();
    return new Recording(
        plain.format(),
        plain.tool(),
        plain.startedAt(),
        plain.seed(),
        plain.aborted(),
        plain.request(),
        plain.server(),
        plain.machine(),
        plain.instrument(),
        plain.dataset(),
        new Migration(
            runner,
            false,
            migration.scripts(),
            migration.suppressions(),
            migration.downScripts(),
            "named by --runner",
            batches,
            command),
        plain.takes(),
        null);
  }

  private static List<String> names(Recording recording) {
    return Analysis.of(recording, "").findings().stream().map(Finding::name).toList();
  }

  private static Finding one(String name, Recording recording) {
    List<Finding> findings =
        Analysis.of(recording, "").findings().stream()
            .filter(finding -> finding.name().equals(name))
            .toList();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }
}
