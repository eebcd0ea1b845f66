package dev.rehearsal.harness.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

class SqitchTest extends InDirectory {

  private static final String HEAD = "%syntax-version=1.0.0\n%project=shop\n\n";
  private static final String PLANNED = " 2026-01-02T03:04:05Z Ann <ann@example.org> # note\n";

  private Layouted plan(String... lines) {
    StringBuilder plan = new StringBuilder(HEAD);
    for (String line : lines) {
      plan.append(line).append(PLANNED);
    }
    return directory.with("sqitch.plan", plan.toString());
  }

  private void script(String name) {
    directory
        .with("deploy/" + name + ".sql", "BEGIN;\nSELECT '" + name + "';\nCOMMIT;\n")
        .with("revert/" + name + ".sql", "SELECT 'no " + name + "';\n");
  }

  @Test
  void theTargetsOwnSettingsComeFirst() {
    plan("wrong");
    directory
        .with(
            "sqitch.conf",
            """
            [core]
              plan_file = sqitch.plan
            [engine "pg"]
              target = Prod
              registry = other
            [target "Prod"]
              uri = db:pg://db/app
              plan_file = prod.plan
              registry = audit
            """)
        .with("prod.plan", HEAD + "right" + PLANNED);
    script("right");

    Migration migration = directory.choosing(Setting.ALL_VERSIONS, true).read();

    assertThat(migration.scripts()).extracting(Script::version).containsExactly("right");
    assertThat(migration.batches().get(2).statements().get(1).sql())
        .isEqualTo("LOCK TABLE \"audit\".changes IN EXCLUSIVE MODE");
  }

  @Test
  void runsChangesInTheOrderOfThePlanUnderALockOfTheSessionBeside() {
    plan("zeta", "alpha [zeta]");
    script("zeta");
    script("alpha");

    Migration migration = directory.choosing(Setting.ALL_VERSIONS, true).read();

    assertThat(migration.runner()).isEqualTo("sqitch");
    assertThat(migration.recognised()).isEqualTo("it has sqitch.plan");
    assertThat(Layouted.sent(migration.batches()))
        .containsExactly(
            "statements (5)",
            "statements (2)",
            "statements (2)",
            "statements zeta.sql",
            "statements (2)",
            "statements (1)",
            "statements (2)",
            "statements (1)",
            "statements alpha.sql",
            "statements (2)",
            "statements (1)");
    assertThat(migration.batches().get(2).beside()).isTrue();
    assertThat(migration.batches().get(2).statements().get(1).sql())
        .isEqualTo("LOCK TABLE \"sqitch\".changes IN EXCLUSIVE MODE");
    assertThat(Layouted.statements(migration.downScripts()))
        .containsExactly("1: SELECT 'no alpha'", "1: SELECT 'no zeta'");
  }

  @Test
  void callsAChangeByItsNameOrItsTag() {
    plan("a", "@v1", "b", "c", "@v2", "@v3");
    List.of("a", "b", "c").forEach(this::script);

    assertThat(directory.choosing(Setting.APPLIED_TO, "@v1").read().scripts())
        .extracting(Script::version)
        .containsExactly("b", "c");
    assertThat(directory.choosing(Setting.APPLIED_TO, "b").read().scripts())
        .extracting(Script::version)
        .containsExactly("c");
    assertThatThrownBy(() -> directory.choosing(Setting.APPLIED_TO, "@v3").read())
        .hasMessageContaining("no version is pending after c");
  }

  @Test
  void findsTheScriptOfAChangeThatIsReworkedByItsTag() {
    plan("a", "@v1", "b", "a [a@v1]");
    List.of("a", "a@v1", "b").forEach(this::script);

    assertThat(directory.choosing(Setting.ALL_VERSIONS, true).read().scripts())
        .extracting(Script::version)
        .containsExactly("a@v1", "b", "a");
  }

  @Test
  void goesByItsConfiguration() {
    directory
        .with(
            "sqitch.conf",
            "[core]\n\tengine = pg\n[engine \"pg\"]\n\ttop_dir = db # ours\n"
                + "\tregistry = \"deploys\"\n")
        .with("db/sqitch.plan", HEAD + "a" + PLANNED)
        .with("db/deploy/a.sql", "SELECT 1");

    Migration migration = directory.read();

    assertThat(migration.recognised()).isEqualTo("it has db/sqitch.plan");
    assertThat(migration.batches().get(2).statements().get(1).sql()).contains("\"deploys\"");
  }

  @Test
  void refusesWhatIsWrongWithThePlan() {
    plan("a [b]", "c [!d]", "-c", "gone", "?", "e [other:x]");
    script("a");
    script("c");

    assertThatThrownBy(directory::read)
        .isInstanceOf(Problem.class)
        .hasMessageContainingAll(
            "sqitch.plan:4: requires b, which does not stand before it",
            "sqitch.plan:5: conflicts with another change",
            "sqitch.plan:6: takes a change back",
            "sqitch.plan:7: has no script deploy/gone.sql",
            "sqitch.plan:9: requires another project's change");
  }

  @Test
  void refusesWhatOnlyTheToolKnows() {
    plan("a").with("sqitch.conf", "[core]\nengine = mysql\n[deploy]\nverify = true\n");
    script("a");

    assertThatThrownBy(directory::read)
        .hasMessageContainingAll(
            "sqitch.conf:2: is not for Postgres", "sqitch.conf:4: has each change verified");
  }

  @Test
  void refusesCommandsOfPsqlThatPlainFilesMayNotHaveEither() {
    plan("a").with("deploy/a.sql", "BEGIN;\n\\i other.sql\nCOMMIT;\n");

    assertThatThrownBy(directory::read).hasMessageContaining("a.sql:2: ");
  }

  @Test
  void refusesATransactionThatPsqlWouldRollBack() {
    plan("a").with("deploy/a.sql", "BEGIN; SELECT 1; ROLLBACK TO x;");

    assertThatThrownBy(directory::read).hasMessageContaining("a.sql:1: begins a transaction");
  }

  @Test
  void doesNotTakeItsScriptsForPlainFiles() {
    plan("a");
    script("a");

    assertThatThrownBy(() -> new Layouted(temporary.resolve("deploy")).read())
        .hasMessageContaining("belongs to sqitch");
  }

  @Test
  void readsOrRefusesAnyPlan() {
    script("a");
    script("b");
    new Garbled(
            "%project=shop",
            "a" + PLANNED.strip(), "b [a]", "+b", "-a", "@v1", "[", "%", "# x", " ")
        .readsOrRefuses(directory, temporary, "sqitch.plan");
  }

  @Test
  void readsOrRefusesAnyConfiguration() {
    plan("a");
    script("a");
    new Garbled(
            "[core]",
            "[engine \"pg\"]",
            "[core \"variables\"]",
            "engine = pg",
            "engine = mysql",
            "top_dir = .",
            "plan_file = gone # x",
            "verify = \"",
            "=",
            "[")
        .readsOrRefuses(directory.choosing(Setting.RUNNER, "sqitch"), temporary, "sqitch.conf");
  }
}
