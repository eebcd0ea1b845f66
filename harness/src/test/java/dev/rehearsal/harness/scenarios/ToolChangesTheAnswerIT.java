package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.fixtures.Scenarios;
import dev.rehearsal.reports.analysis.Finding;
import dev.rehearsal.reports.analysis.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same SQL means another thing under each migration tool than under psql, and it is said why.
 */
class ToolChangesTheAnswerIT {

  private static final int MAJOR = 16;

  @TempDir Path tool;
  @TempDir Path psql;

  @Test
  void golangMigrateFailsOnWhatPsqlPerforms() throws IOException {
    RehearsedScenario asTool = asTool("golang-migrate-concurrently");
    RehearsedScenario plain = plain("golang-migrate-concurrently");

    assertThat(asTool.analysis().verdict()).isEqualTo(Verdict.FAIL);
    assertThat(plain.analysis().verdict()).isNotEqualTo(Verdict.FAIL);
    assertThat(names(plain)).doesNotContain("concurrently-in-transaction", "statement-failed");
    assertThat(text(asTool, "concurrently-in-transaction")).contains("golang-migrate");
  }

  @Test
  void prismaHoldsTheFirstStatementsLockThroughTheSecond() throws IOException {
    RehearsedScenario asTool = asTool("prisma-one-message");
    RehearsedScenario plain = plain("prisma-one-message");

    assertThat(names(plain)).doesNotContain("lock-accumulation");
    assertThat(text(asTool, "lock-accumulation")).contains("because", "prisma");
  }

  @Test
  void drizzleHoldsTheFirstMigrationsLockThroughTheSecond() throws IOException {
    RehearsedScenario asTool = asTool("drizzle-all-pending");
    RehearsedScenario plain = plain("drizzle-all-pending");

    assertThat(names(plain)).doesNotContain("all-in-one-transaction", "lock-accumulation");
    assertThat(text(asTool, "all-in-one-transaction")).contains("drizzle");
  }

  private RehearsedScenario asTool(String scenario) throws IOException {
    return RehearsedScenario.of(scenario(scenario), Form.UNSAFE, MAJOR, "facts", tool);
  }

  private RehearsedScenario plain(String scenario) throws IOException {
    return RehearsedScenario.asPlainFiles(scenario(scenario), MAJOR, psql);
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
