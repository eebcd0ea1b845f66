package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.fixtures.Scenarios;
import dev.rehearsal.reports.analysis.RewriteResult;
import dev.rehearsal.reports.analysis.Severity;
import dev.rehearsal.reports.recording.Rewrite;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The safer form that is derived of each scenario's unsafe one ends where that does. */
class RewriteIT {

  /** What is written otherwise on the oldest server. */
  private static final Set<String> OTHERWISE_BEFORE_18 =
      Set.of("set-not-null", "change-type", "add-column-default-volatile");

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> endsAsTheOriginalDoesWithoutAnErrorOrSaysWhyNot() {
    Stream<DynamicTest> newest =
        Scenarios.all().stream()
            .filter(scenario -> scenario.forms().contains(Form.UNSAFE))
            .map(each -> dynamicTest(each.name() + " on 18", () -> check(each, 18)));
    Stream<DynamicTest> oldest =
        Scenarios.all().stream()
            .filter(scenario -> OTHERWISE_BEFORE_18.contains(scenario.name()))
            .map(each -> dynamicTest(each.name() + " on 14", () -> check(each, 14)));
    return Stream.concat(newest, oldest);
  }

  private void check(Scenario scenario, int major) throws IOException {
    RehearsedScenario rehearsed = RehearsedScenario.rewritten(scenario, major, "facts", directory);
    Rewrite rewrite = rehearsed.recording().rewrite();
    boolean derived = rewrite != null && !rewrite.steps().isEmpty();
    assertThat(derived)
        .as("derivable: " + scenario.name())
        .isEqualTo(SaferForms.derivedOf(scenario));
    if (!derived) {
      assertThat(rewrite == null || !rewrite.unchanged().isEmpty()).isTrue();
      return;
    }
    StatementRun.Outcome[] outcomes =
        rewrite.takes().get(0).statements().stream()
            .map(StatementRun::outcome)
            .toArray(Outcome[]::new);
    assertThat(outcomes).containsOnly(Outcome.OK);
    assertThat(rewrite.sameEnd()).as("%s", rewrite.differences()).isTrue();
    assertThat(rehearsed.analysis().rewrite().findings())
        .noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** A check that ponders makes the scan long enough to be told from noise on any machine. */
  @Test
  void meetsAStallBudgetThatTheOriginalFails() throws IOException {
    Scenario slow =
        scenario(
            """
            CREATE FUNCTION pondered(id bigint) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
            BEGIN
              IF id % 20 = 0 THEN
                PERFORM pg_sleep(0.001);
              END IF;
              RETURN true;
            END $$;
            DO $$
            BEGIN
              ALTER TABLE orders ADD CONSTRAINT "Pondered?" CHECK (pondered(id));
            END $$;
            """);

    RehearsedScenario rehearsed =
        RehearsedScenario.rewritten(slow, 18, "facts,traffic:1", directory);

    RewriteResult rewrite = rehearsed.analysis().rewrite();
    long budget = rewrite.originalStallNanos() / 2;
    assertThat(rewrite.longestStallNanos()).isLessThan(budget);
    assertThat(rewrite.originalWork().kind()).isEqualTo("scan");
    assertThat(rewrite.strongestWork()).isNull();
    assertThat(rewrite.differences()).isEmpty();
  }

  /** Rows that were updated would else be missing from the safer form. */
  @Test
  void leavesAStatementAloneThatChangesRowsAsWellAsTheSchema() throws IOException {
    Scenario mixed =
        scenario(
            """
            DO $$
            BEGIN
              UPDATE customers SET city = phone WHERE city IS NULL;
              ALTER TABLE customers ALTER COLUMN city TYPE varchar(400) USING upper(city);
              ALTER TABLE customers DROP COLUMN phone;
            END $$;
            CREATE INDEX orders_note_idx ON orders (customer_note);
            """);
    Rewrite rewrite =
        RehearsedScenario.rewritten(mixed, 18, "facts", directory).recording().rewrite();
    assertThat(rewrite.unchanged())
        .singleElement()
        .satisfies(each -> assertThat(each.why()).startsWith("it changes rows as well"));
    assertThat(rewrite.sameEnd()).as("%s", rewrite.differences()).isTrue();
  }

  @Test
  void castsWhereAnAssignmentWouldNotAndSparesAColumnThatOnlyGetsLonger() throws IOException {
    Scenario types =
        scenario(
            """
            ALTER TABLE orders ADD COLUMN props varchar(8000) DEFAULT '{"a": 1}';
            ALTER TABLE orders ADD COLUMN files varchar(150) DEFAULT 'none';
            DO $$
            BEGIN
              ALTER TABLE orders ALTER COLUMN props DROP DEFAULT;
              ALTER TABLE orders
                ALTER COLUMN files TYPE varchar(300), ALTER COLUMN props TYPE jsonb USING props::jsonb;
            END $$;
            """);
    Rewrite rewrite =
        RehearsedScenario.rewritten(types, 18, "facts", directory).recording().rewrite();
    assertThat(rewrite.takes().get(0).statements())
        .extracting(StatementRun::outcome)
        .containsOnly(Outcome.OK);
    assertThat(rewrite.sameEnd()).as("%s", rewrite.differences()).isTrue();
    assertThat(rewrite.steps()).noneMatch(step -> step.sql().contains("files_new"));
  }

  /** A migration of one file on a small shop. */
  private static Scenario scenario(String sql) {
    SortedMap<String, String> files =
        new TreeMap<>(Scenarios.find("set-not-null").orElseThrow().files());
    files.keySet().removeIf(path -> path.startsWith("unsafe/"));
    files.put("unsafe/migration.sql", sql);
    return new Scenario("made-up", "Made up", "It is made up.", files);
  }
}
