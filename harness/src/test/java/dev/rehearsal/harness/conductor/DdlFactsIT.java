package dev.rehearsal.harness.conductor;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the facts take says of each form in {@code ddl-facts.yaml} is what the documentation says.
 *
 * <p>One take a version: each form has a schema of its own, and all are statements of one
 * migration. A clone a form would take minutes.
 */
class DdlFactsIT {

  private static final Set<String> TABLE_LIKE =
      Set.of("table", "partitioned table", "view", "materialized view");

  private final DdlFacts facts = DdlFacts.read();

  @TestFactory
  Stream<DynamicTest> onPostgres14() throws SQLException {
    return tests(14);
  }

  @TestFactory
  Stream<DynamicTest> onPostgres16() throws SQLException {
    return tests(16);
  }

  @TestFactory
  Stream<DynamicTest> onPostgres18() throws SQLException {
    return tests(18);
  }

  private Stream<DynamicTest> tests(int major) throws SQLException {
    List<DdlFact> forms = facts.of(major);
    List<StatementRun> runs = perform(major, forms);
    return IntStream.range(0, forms.size())
        .mapToObj(
            i ->
                DynamicTest.dynamicTest(
                    forms.get(i).form(), () -> compare(forms.get(i), schema(i), runs.get(i))));
  }

  private static String schema(int i) {
    return "form_%03d".formatted(i + 1);
  }

  /** Performs all forms in one facts take; gives the run of each form's own statement. */
  private List<StatementRun> perform(int major, List<DdlFact> forms) throws SQLException {
    try (TakeDatabase database = TestServers.freshDatabase(major)) {
      prepare(database, forms);
      List<String> statements = new ArrayList<>();
      List<Integer> counting = new ArrayList<>();
      for (int i = 0; i < forms.size(); i++) {
        statements.add("SET search_path = " + schema(i) + ", public");
        counting.add(statements.size() + forms.get(i).counts());
        statements.addAll(forms.get(i).sql());
      }
      Take take =
          new FactsTake(
                  new Setting(
                      TestServers.server(major),
                      Masking.none(),
                      new SampleLog(),
                      Progress.silent()),
                  1)
              .perform(
                  database,
                  TestMigration.of(statements.toArray(String[]::new)),
                  Ticker.system().fromNow());
      return counting.stream().map(take.statements()::get).toList();
    }
  }

  private void prepare(TakeDatabase database, List<DdlFact> forms) throws SQLException {
    try (Connection connection = database.connect("test/setup");
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < forms.size(); i++) {
        statement.execute("CREATE SCHEMA " + schema(i));
        statement.execute("SET search_path = " + schema(i) + ", public");
        statement.execute(facts.preparation(forms.get(i)));
      }
      statement.execute("VACUUM ANALYZE");
    }
  }

  private static void compare(DdlFact fact, String schema, StatementRun run) {
    assertThat(run.outcome()).as(run.sql() + ": " + run.message()).isEqualTo(Outcome.OK);
    assertThat(run.wrapped()).as("wrapped").isEqualTo(!fact.outside());
    assertThat(strongest(fact, schema, run)).as("locks").isEqualTo(new TreeMap<>(fact.locks()));
    assertThat(unqualified(schema, run.scanned())).as("scanned").isEqualTo(fact.scanned());
    assertThat(unqualified(schema, run.rewritten())).as("rewritten").isEqualTo(fact.rewritten());
    assertThat(unqualified(schema, run.rebuilt())).as("rebuilt").isEqualTo(fact.rebuilt());
    assertThat(unqualified(schema, run.built())).as("built").isEqualTo(fact.built());
    assertThat(unqualified(schema, run.replaced())).as("replaced").isEqualTo(fact.replaced());
    if (fact.outside()) {
      assertThat(run.gaps()).as("gaps").isNotEmpty();
    } else {
      assertThat(run.locks())
          .as("how the locks are known")
          .filteredOn(lock -> isNamed(fact, schema, lock))
          .allMatch(lock -> lock.known() == Known.EXACT);
    }
  }

  /** The strongest mode on everything that the row has to name. */
  private static Map<String, String> strongest(DdlFact fact, String schema, StatementRun run) {
    return run.locks().stream()
        .filter(Lock::preexisting)
        .filter(lock -> isNamed(fact, schema, lock))
        .collect(
            toMap(
                lock -> unqualified(schema, lock.relation()),
                Lock::mode,
                BinaryOperator.maxBy(LockMode::compareTo)))
        .entrySet()
        .stream()
        .collect(toMap(Map.Entry::getKey, e -> e.getValue().sqlName(), (a, b) -> a, TreeMap::new));
  }

  private static boolean isNamed(DdlFact fact, String schema, Lock lock) {
    return TABLE_LIKE.contains(lock.kind())
        || fact.locks().containsKey(unqualified(schema, lock.relation()));
  }

  private static List<String> unqualified(String schema, List<String> names) {
    return names.stream().map(name -> unqualified(schema, name)).toList();
  }

  private static String unqualified(String schema, String name) {
    return name.startsWith(schema + ".") ? name.substring(schema.length() + 1) : name;
  }
}
