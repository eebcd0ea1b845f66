package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.fixtures.Scenarios;
import dev.rehearsal.reports.recording.StatementRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every scenario, in every form, does on every server what its {@code expected.yaml} says. */
class ScenarioIT {

  private static final List<Integer> MAJORS = List.of(14, 16, 18);

  private static ExecutorService threads;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    threads = Executors.newFixedThreadPool(MAJORS.size());
  }

  @AfterAll
  static void stop() {
    threads.shutdownNow();
  }

  /** The servers at the same time: each waits for its client most of it. */
  @TestFactory
  Stream<DynamicTest> doesWhatIsExpected() {
    return Scenarios.all().stream()
        .flatMap(
            scenario ->
                scenario.forms().stream()
                    .map(
                        form ->
                            dynamicTest(
                                scenario.name() + " " + form.directory(),
                                () -> onEveryServer(scenario, form))));
  }

  private void onEveryServer(Scenario scenario, Form form) {
    ExpectedFile expected = ExpectedFile.of(scenario);
    List<CompletableFuture<Void>> checks =
        MAJORS.stream()
            .filter(expected::runsOn)
            .map(
                major ->
                    CompletableFuture.runAsync(
                        () -> check(scenario, form, major, expected), threads))
            .toList();
    assertAll(
        scenario.name() + " " + form.directory(), checks.stream().map(each -> () -> each.join()));
  }

  private void check(Scenario scenario, Form form, int major, ExpectedFile expectedFile) {
    RehearsedScenario rehearsed = rehearsed(scenario, form, major);
    Map<String, ExpectedFile.Entry> entries = expectedFile.on(form, major);
    List<StatementFacts> expected = new ArrayList<>();
    List<StatementFacts> observed = new ArrayList<>();
    Map<Integer, String> statements = rehearsed.statements();
    for (StatementRun run : rehearsed.recording().facts().orElseThrow().statements()) {
      String statement = statements.get(run.index());
      ExpectedFile.Entry entry = entries.remove(statement);
      expected.add(entry == null ? StatementFacts.none(statement) : entry.facts());
      observed.add(StatementFacts.of(statement, run, rehearsed.findings(run.index())));
    }
    assertThat(observed).as("Postgres %s", major).containsExactlyElementsOf(expected);
    assertThat(entries)
        .as("expected of statements that there are not, Postgres %s", major)
        .isEmpty();
  }

  private RehearsedScenario rehearsed(Scenario scenario, Form form, int major) {
    try {
      Path ofItsOwn = Files.createDirectories(directory.resolve("postgres-" + major));
      return RehearsedScenario.of(scenario, form, major, "facts", ofItsOwn);
    } catch (IOException e) {
      throw new UncheckedIOException("writing the scenario's files", e);
    }
  }
}
