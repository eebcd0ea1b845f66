package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.ThisTool;
import dev.rehearsal.harness.config.CommandSpec;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.config.DrillSpec;
import dev.rehearsal.harness.config.RehearsalSpec;
import dev.rehearsal.harness.config.RunnerSpec;
import dev.rehearsal.harness.config.TakesSpec;
import dev.rehearsal.harness.config.WorkloadSpec;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Budgets;
import dev.rehearsal.reports.recording.Dataset;
import dev.rehearsal.reports.recording.Instrument;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Request;
import dev.rehearsal.reports.recording.Take;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A rehearsal by a command, on a database of the shared server. */
public final class ToolRehearsal {

  private static final WorkloadSpec SHORT =
      new WorkloadSpec(
          true,
          Duration.ofMillis(20),
          Duration.ofSeconds(5),
          Duration.ofMillis(100),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          List.of());

  private ToolRehearsal() {}

  /**
   * The takes alone.
   *
   * @param loaded name of the database that they start from
   */
  static List<Take> takes(String loaded, String takes, String command, Duration timeout) {
    return takes(loaded, spec(takes, command, timeout, new Budgets(null, null, null)));
  }

  private static List<Take> takes(String loaded, RehearsalSpec spec) {
    return new Conductor(
            TestServers.server(),
            loaded,
            spec,
            Masking.none(),
            new SampleLog(),
            Progress.silent(),
            Ticker.system())
        .perform(new Migration("the tool", false, List.of()));
  }

  /**
   * A whole recording, except that nobody has measured the instrument or counted the rows.
   *
   * @param loaded name of the database that the takes start from
   */
  public static Recording recorded(String loaded, String takes, String command, Duration maxStall) {
    Budgets budgets = new Budgets(maxStall.toNanos(), null, null);
    RehearsalSpec spec = spec(takes, command, Duration.ofMinutes(1), budgets);
    return new Recording(
        Recording.FORMAT,
        ThisTool.describe(),
        Instant.now(),
        spec.seed(),
        null,
        spec.request(),
        TestServers.server().description(),
        ThisMachine.describe(),
        new Instrument(1, 1, 1, 1, 1),
        new Dataset("files", loaded, null, 0, List.of(), List.of()),
        new dev.rehearsal.reports.recording.Migration(
            dev.rehearsal.reports.recording.Migration.SOME_TOOL,
            false,
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            command),
        takes(loaded, spec),
        null);
  }

  private static RehearsalSpec spec(
      String takes, String command, Duration timeout, Budgets budgets) {
    CommandSpec tool = new CommandSpec(command, CommandSpec.DATABASE_URL, timeout);
    return new RehearsalSpec(
        List.of(),
        false,
        null,
        new RunnerSpec(null, null, null, null, false, tool),
        DatabaseSpec.embedded(DatabaseSpec.DEFAULT_MAJOR),
        DatasetSpec.ofShop(1),
        TakesSpec.parse(takes),
        false,
        SHORT,
        DrillSpec.DEFAULT,
        42,
        new Request(List.of(), budgets, "error", true));
  }
}
