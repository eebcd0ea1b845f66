package dev.rehearsal.harness.scenarios;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.harness.Rehearsal;
import dev.rehearsal.harness.conductor.SampleLog;
import dev.rehearsal.harness.config.Choices;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.RehearsalFile;
import dev.rehearsal.harness.config.RehearsalSpec;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.config.SpecAssembly;
import dev.rehearsal.harness.config.TakesSpec;
import dev.rehearsal.harness.config.WorkloadSpec;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.Finding;
import dev.rehearsal.reports.analysis.Verdict;
import dev.rehearsal.reports.recording.Budgets;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Request;
import dev.rehearsal.reports.recording.StatementRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One form of a scenario, written out as files and rehearsed as a user would. */
record RehearsedScenario(Recording recording, Analysis analysis) {

  /**
   * Rehearses on the shop of a version.
   *
   * @param takes as the command line has them, such as {@code facts,traffic:1}
   */
  static RehearsedScenario of(Scenario scenario, Form form, int major, String takes, Path directory)
      throws IOException {
    return of(scenario, form, LoadedShops.on(major), major, takes, directory);
  }

  /**
   * The same on a shop of the caller's.
   *
   * @param major its server's version
   */
  static RehearsedScenario of(
      Scenario scenario, Form form, Rehearsal shop, int major, String takes, Path directory)
      throws IOException {
    Path folder = directory.resolve(scenario.name());
    scenario.extractTo(folder);
    return perform(shop, spec(folder, form, major, takes));
  }

  /** Rehearses the unsafe form's files as psql runs them, whatever the tool is. */
  static RehearsedScenario asPlainFiles(
      Scenario scenario, Rehearsal shop, int major, String takes, Path directory)
      throws IOException {
    Path folder = directory.resolve(scenario.name());
    scenario.extractTo(folder);
    Choices plain = new Choices();
    plain.choose(Setting.RUNNER, "test", Migration.PSQL);
    plain.choose(Setting.ALL_VERSIONS, "test", false);
    plain.choose(Setting.MIGRATION, "test", ups(folder.resolve(Form.UNSAFE.directory())));
    return perform(shop, spec(folder, Form.UNSAFE, major, takes, plain));
  }

  private static RehearsedScenario perform(Rehearsal shop, RehearsalSpec spec) {
    Recording recording = shop.perform(Rehearsal.read(spec), spec, new SampleLog());
    return new RehearsedScenario(recording, Analysis.of(recording, "0".repeat(64)));
  }

  /** What the verdict would be if the user had set this limit on stalls and no other. */
  Verdict verdictWithin(long maxStallNanos) {
    Request asked = recording.request();
    Budgets budgets = new Budgets(maxStallNanos, null, null);
    Request other = new Request(asked.command(), budgets, asked.failOn(), asked.literalsShown());
    return Analysis.of(recording.withRequest(other), "").verdict();
  }

  private static List<Path> ups(Path form) throws IOException {
    try (Stream<Path> files = Files.walk(form)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .filter(file -> !file.toString().endsWith(".down.sql"))
          .sorted()
          .toList();
    }
  }

  /** Rehearses the unsafe form, and the safer one that is derived of it. */
  static RehearsedScenario rewritten(Scenario scenario, int major, String takes, Path directory)
      throws IOException {
    Duration every = WorkloadSpec.DEFAULT.every();
    return rewritten(scenario, LoadedShops.on(major), major, every, takes, directory);
  }

  /**
   * The same on a shop of the caller's.
   *
   * @param major its server's version
   * @param every time between two firings of a probe
   */
  static RehearsedScenario rewritten(
      Scenario scenario, Rehearsal shop, int major, Duration every, String takes, Path directory)
      throws IOException {
    Path folder = directory.resolve(scenario.name());
    scenario.extractTo(folder);
    RehearsalSpec spec = with(spec(folder, Form.UNSAFE, major, takes), true, every);
    return perform(shop, spec);
  }

  /** The findings about one statement. */
  List<Finding> findings(int statement) {
    return analysis.findings().stream()
        .filter(finding -> finding.statement() != null && finding.statement() == statement)
        .toList();
  }

  /** For each statement its script and ordinal within it, such as {@code set-not-null.sql#1}. */
  Map<Integer, String> statements() {
    Map<Integer, String> statements = new TreeMap<>();
    Map<String, Integer> ordinals = new HashMap<>();
    for (StatementRun run : recording.facts().orElseThrow().statements()) {
      String script = Path.of(run.script()).getFileName().toString();
      statements.put(run.index(), script + "#" + ordinals.merge(script, 1, Integer::sum));
    }
    return statements;
  }

  private static RehearsalSpec spec(Path folder, Form form, int major, String takes) {
    return spec(folder, form, major, takes, new Choices());
  }

  private static RehearsalSpec spec(
      Path folder, Form form, int major, String takes, Choices before) {
    Choices choices = new Choices();
    choices.choose(Setting.MIGRATION, "test", List.of(folder.resolve(form.directory())));
    choices.choose(Setting.PROVIDER, "test", DatabaseSpec.Provider.EMBEDDED);
    choices.choose(Setting.POSTGRES, "test", major);
    choices.choose(Setting.ROWS, "test", LoadedShops.ROWS);
    choices.choose(Setting.TAKES, "test", TakesSpec.parse(takes));
    Choices file = RehearsalFile.read(folder.resolve(RehearsalFile.NAME));
    RehearsalSpec spec =
        SpecAssembly.assemble(before.or(choices).or(file), List.of("rehearse", "run"));
    return with(spec, spec.rewrite(), spec.workload().every());
  }

  /** The same with short phases. */
  private static RehearsalSpec with(RehearsalSpec spec, boolean rewrite, Duration every) {
    WorkloadSpec workload = spec.workload();
    return new RehearsalSpec(
        spec.migration(),
        spec.singleTransaction(),
        spec.rollback(),
        spec.runner(),
        spec.database(),
        spec.dataset(),
        spec.takes(),
        rewrite,
        new WorkloadSpec(
            workload.derive(),
            every,
            workload.timeout(),
            Duration.ofMillis(200),
            Duration.ofMillis(500),
            Duration.ofMillis(300),
            workload.probes(),
            workload.versions()),
        spec.drill(),
        spec.seed(),
        spec.request());
  }
}
