package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.fixtures.Scenarios;
import dev.rehearsal.harness.Alone;
import dev.rehearsal.harness.Rehearsal;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.config.SpecAssembly;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.analysis.Finding;
import dev.rehearsal.reports.analysis.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same SQL means another thing under each migration tool than under psql, and it is said why.
 * With so many rows, work under a lock that the tool keeps takes longer than anything that noise
 * does to a lock that is let go at once.
 */
@Alone
class ToolChangesTheAnswerIT {

  private static final int MAJOR = 16;
  private static final long ROWS = 400_000;
  private static final String TAKES = "facts,timing:1,traffic:1";

  private static Rehearsal shop;

  @TempDir Path tool;
  @TempDir Path psql;

  @BeforeAll
  static void load() {
    shop = new Rehearsal(Progress.silent(), Ticker.system());
    shop.load(DatabaseSpec.embedded(MAJOR), DatasetSpec.ofShop(ROWS), SpecAssembly.DEFAULT_SEED);
  }

  @AfterAll
  static void close() {
    shop.close();
  }

  @Test
  void golangMigrateFailsOnWhatPsqlPerforms() throws IOException {
    RehearsedScenario asTool = asTool("golang-migrate-concurrently");
    RehearsedScenario plain = plain("golang-migrate-concurrently");

    assertThat(asTool.analysis().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(plain.verdictWithin(Duration.ofSeconds(10).toNanos())).isNotEqualTo(Verdict.FAIL);
    assertThat(names(plain)).doesNotContain("concurrently-in-transaction", "statement-failed");
    assertThat(text(asTool, "concurrently-in-transaction"))
        .contains("golang-migrate sends 1_gift_note.up.sql as one message");
  }

  @Test
  void prismaHoldsTheFirstStatementsLockThroughTheSecond() throws IOException {
    RehearsedScenario asTool = asTool("prisma-one-message");
    RehearsedScenario plain = plain("prisma-one-message");

    assertAnswersDiffer(asTool, plain);
    assertThat(names(plain)).doesNotContain("lock-accumulation");
    assertThat(text(asTool, "lock-accumulation")).contains("because prisma sends");
  }

  @Test
  void drizzleHoldsTheFirstMigrationsLockThroughTheSecond() throws IOException {
    RehearsedScenario asTool = asTool("drizzle-all-pending");
    RehearsedScenario plain = plain("drizzle-all-pending");

    assertAnswersDiffer(asTool, plain);
    assertThat(names(plain)).doesNotContain("all-in-one-transaction", "lock-accumulation");
    assertThat(text(asTool, "all-in-one-transaction"))
        .contains("drizzle runs all pending migrations in one transaction");
  }

  /** Under half of what the tool made the application wait. */
  private static void assertAnswersDiffer(RehearsedScenario asTool, RehearsedScenario plain) {
    long limit = asTool.analysis().longestStallNanos() / 2;
    assertThat(asTool.verdictWithin(limit)).isEqualTo(Verdict.FAIL);
    assertThat(plain.verdictWithin(limit))
        .as("%s ns of %s ns", plain.analysis().longestStallNanos(), limit)
        .isIn(Verdict.PASS, Verdict.WARN);
  }

  private RehearsedScenario asTool(String scenario) throws IOException {
    return RehearsedScenario.of(scenario(scenario), Form.UNSAFE, shop, MAJOR, TAKES, tool);
  }

  private RehearsedScenario plain(String scenario) throws IOException {
    return RehearsedScenario.asPlainFiles(scenario(scenario), shop, MAJOR, TAKES, psql);
  }

  private static Scenario scenario(String name) {
    return Scenarios.all().stream()
        .filter(scenario -> scenario.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(RehearsedScenario rehearsed) {
    return rehearsed.analysis().findings().stream().map(Finding::name).toList();
  }

  private static String text(RehearsedScenario rehearsed, String name) {
    Finding finding =
        rehearsed.analysis().findings().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    return finding.evidence() + " " + finding.effect();
  }
}
