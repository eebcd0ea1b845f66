package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.harness.Alone;
import dev.rehearsal.harness.Rehearsal;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.config.SpecAssembly;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.BudgetResult;
import dev.rehearsal.reports.analysis.RewriteResult;
import dev.rehearsal.reports.analysis.Verdict;
import dev.rehearsal.reports.recording.Budgets;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Request;
import dev.rehearsal.reports.recording.TakeKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The safer form that is derived of each scenario's unsafe one keeps a limit on stalls that the
 * original breaks: half of what the original was measured to stall. Both are measured on the same
 * data, which is large enough that the original's stall is no noise.
 */
@Alone
class RewriteBudgetIT {

  private static final int MAJOR = 18;
  private static final long MANY = 500_000;

  /** Plenty for those that write every row, which takes a hundred times as long as to read it. */
  private static final long FEWER = 50_000;

  private static final Set<String> WRITES_EVERY_ROW =
      Set.of(
          "add-column-default-constant",
          "add-column-default-volatile",
          "create-table-referencing",
          "create-trigger",
          "refresh-materialized-view",
          "schema-and-backfill-mixed",
          "unbatched-update");

  /** That a stall has ended is seen at the next look: one of few looks is not told from noise. */
  private static final int LOOKS = 4;

  private static final Duration EVERY = Duration.ofMillis(20);

  /**
   * A machine that is busy elsewhere makes stalls longer, never shorter, and keeps us from looking.
   */
  private static final int TRIES = 3;

  private static final Set<Verdict> GOOD = Set.of(Verdict.PASS, Verdict.WARN);

  private static Rehearsal many;
  private static Rehearsal fewer;

  @TempDir Path directory;

  @BeforeAll
  static void load() {
    many = shop(MANY);
    fewer = shop(FEWER);
  }

  @AfterAll
  static void close() {
    Stream.of(many, fewer).filter(Objects::nonNull).forEach(Rehearsal::close);
  }

  /** Locks are held until a commit is on disk: without waiting for the disk, its moods are out. */
  private static Rehearsal shop(long rows) {
    Rehearsal shop = new Rehearsal(Progress.silent(), Ticker.system());
    DatabaseSpec database =
        new DatabaseSpec(
            DatabaseSpec.Provider.EMBEDDED,
            MAJOR,
            null,
            new TreeMap<>(Map.of("fsync", "off")),
            0,
            null);
    shop.load(database, DatasetSpec.ofShop(rows), SpecAssembly.DEFAULT_SEED);
    return shop;
  }

  @TestFactory
  Stream<DynamicTest> meetsAStallBudgetThatTheOriginalFails() {
    return SaferForms.derived()
        .map(scenario -> dynamicTest(scenario.name(), () -> meetsWhatTheOriginalFails(scenario)));
  }

  private void meetsWhatTheOriginalFails(Scenario scenario) throws IOException {
    Recording recording = rehearsed(scenario);
    for (int more = 1; more < TRIES && !watchedAndMet(recording); more++) {
      recording = rehearsed(scenario);
    }
    Analysis judged = judged(recording);
    RewriteResult rewrite = judged.rewrite();
    String figures =
        "%s ns, the original %s ns"
            .formatted(rewrite.longestStallNanos(), judged.longestStallNanos());

    assertThat(judged.longestStallNanos()).as(figures).isGreaterThan(noise(recording));
    assertThat(judged.budgets()).extracting(BudgetResult::met).containsExactly(false);
    assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(rewrite.meetsBudgets()).as(figures).isTrue();
    assertThat(rewrite.verdict()).as(rewrite.sentence()).isIn(GOOD);
    assertThat(rewrite.safer()).as("%s %s", rewrite.differences(), rewrite.findings()).isTrue();
  }

  private static boolean watchedAndMet(Recording recording) {
    RewriteResult rewrite = judged(recording).rewrite();
    return Boolean.TRUE.equals(rewrite.meetsBudgets()) && GOOD.contains(rewrite.verdict());
  }

  private Recording rehearsed(Scenario scenario) throws IOException {
    Rehearsal shop = WRITES_EVERY_ROW.contains(scenario.name()) ? fewer : many;
    return RehearsedScenario.rewritten(
            LargeScenarios.of(scenario), shop, MAJOR, EVERY, "facts,traffic:1", directory)
        .recording();
  }

  /** The recording, with half of the original's longest stall as the limit. */
  private static Analysis judged(Recording recording) {
    long stall = Analysis.of(recording, "").longestStallNanos();
    return Analysis.of(limited(recording, stall / 2), "");
  }

  private static long noise(Recording recording) {
    return LOOKS * recording.takes(TakeKind.TRAFFIC).get(0).observer().periodNanos();
  }

  /** The same recording, as if the user had set this limit and no other. */
  private static Recording limited(Recording recording, long maxStallNanos) {
    Request asked = recording.request();
    Budgets budgets = new Budgets(maxStallNanos, null, null);
    return recording.withRequest(
        new Request(asked.command(), budgets, asked.failOn(), asked.literalsShown()));
  }
}
