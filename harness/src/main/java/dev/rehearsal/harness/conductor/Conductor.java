package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.RehearsalSpec;
import dev.rehearsal.harness.config.ToolSpec;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.replay.Performer;
import dev.rehearsal.harness.rewrite.SaferForm;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.harness.tool.Tool;
import dev.rehearsal.harness.tool.ToolMigration;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Rewrite;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Performs the takes of one migration, each on a fresh clone of the loaded database: facts first,
 * because they tell the traffic take which tables to probe. Used by one thread.
 */
public final class Conductor {

  /** The takes of a safer form, as far as the original has them. */
  private static final Set<TakeKind> SAFER =
      EnumSet.of(TakeKind.FACTS, TakeKind.TIMING, TakeKind.TRAFFIC);

  private static final AtomicInteger CLONES = new AtomicInteger();

  private final DisposableServer server;
  private final String template;
  private final RehearsalSpec spec;
  private final Progress progress;
  private final Ticker ticker;
  private final ToolMigration tool;
  private Setting setting;
  private Touched touched = Touched.UNKNOWN;
  private FactsTake factsTake;
  private Set<String> compared;
  private SortedMap<String, String> saferScripts = Collections.emptySortedMap();
  private List<QueueTarget> targets = List.of();

  /**
   * @param template name of the loaded database, to which nobody is connected
   * @param samples gets the firings of the traffic takes
   */
  public Conductor(
      DisposableServer server,
      String template,
      RehearsalSpec spec,
      Masking masking,
      SampleLog samples,
      Progress progress,
      Ticker ticker) {
    this.server = server;
    this.template = template;
    this.spec = spec;
    this.progress = progress;
    this.ticker = ticker;
    this.setting = new Setting(server, masking, samples, progress);
    ToolSpec performer = spec.runner().tool();
    this.tool =
        performer == null ? null : new ToolMigration(Tool.of(performer), masking, setting::explain);
  }

  /** One take on a database of its own, times counted from its start. */
  private interface Performing {
    Take on(TakeDatabase database, Migration migration, Ticker clock) throws SQLException;
  }

  /**
   * Performs all takes that were asked for. Stops early, with what there is, if a statement fails
   * in the facts take (it would fail in the others too), if the server is lost or if the thread is
   * interrupted.
   */
  public List<Take> perform(Migration migration) {
    return perform(migration, EnumSet.allOf(TakeKind.class));
  }

  private List<Take> perform(Migration migration, Set<TakeKind> kinds) {
    List<Take> takes = new ArrayList<>();
    List<Planned> plan =
        planned(migration).stream().filter(each -> kinds.contains(each.kind())).toList();
    if (perform(plan, migration, takes, Long.MAX_VALUE)
        && kinds.contains(TakeKind.DRILL)
        && spec.takes().of(TakeKind.DRILL) > 0) {
      long until = ticker.nanos() + Cuts.patienceNanos(takes);
      perform(cuts(migration, takes), migration, takes, until);
    }
    return takes;
  }

  /** Whether all were performed; none is begun after the moment. */
  private boolean perform(
      List<Planned> plan, Migration migration, List<Take> takes, long untilNanos) {
    for (Planned planned : plan) {
      if (Thread.currentThread().isInterrupted() || ticker.nanos() > untilNanos) {
        return false;
      }
      if (planned.kind() == TakeKind.DRILL && planned.cut() == null && targets.isEmpty()) {
        continue;
      }
      Take take = perform(planned, migration);
      takes.add(take);
      if (take.incomplete() != null || (planned.kind() == TakeKind.FACTS && failed(take))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Derives the safer form of a migration that was performed, and performs it on the same data.
   * Comes after {@link #perform}.
   *
   * @param original what performing it recorded
   * @return null if nothing does harm, or if the facts take that would tell is missing
   */
  public Rewrite performSafer(Migration migration, Recording original) {
    if (factsTake == null || Thread.currentThread().isInterrupted()) {
      return null;
    }
    SaferForm form =
        new RewriteTakes(migration, original, factsTake.schemaSteps())
            .derive(server.description().major())
            .orElse(null);
    if (form == null) {
      return null;
    }
    EndState end = factsTake.end();
    compared = original.facts().map(RewriteTakes::changedTables).orElse(Set.of());
    Migration safer = form.migration(migration.runner());
    saferScripts = new TreeMap<>(form.scripts());
    // The firings that are kept beside the recording are those of the original's probes.
    setting = new Setting(server, setting.masking(), new SampleLog(), progress);
    List<Take> takes = form.worthPerforming() ? perform(safer, SAFER) : List.of();
    EndState saferEnd = takes.isEmpty() ? null : factsTake.end();
    boolean comparable = end != null && saferEnd != null && !failed(takes.get(0));
    String text =
        migration.statements().stream().map(Statement::sql).collect(Collectors.joining("\n"));
    return RewriteTakes.record(
        form,
        setting.masking()::sql,
        takes,
        comparable ? end.differencesFrom(saferEnd, text) : null);
  }

  /** The safer form's files with literals, by path; empty without one. */
  public SortedMap<String, String> saferScripts() {
    return saferScripts;
  }

  /**
   * @param cut what is cut short in a drill take, else null
   */
  private record Planned(TakeKind kind, int number, int of, CutTake cut) {
    String stage() {
      String name = kind.name().toLowerCase(Locale.ROOT) + " take";
      return of == 1 ? name : name + " " + number + " of " + of;
    }
  }

  private List<Planned> cuts(Migration migration, List<Take> takes) {
    List<Cut> cuts = Cuts.of(migration, takes);
    int drills = (int) takes.stream().filter(take -> take.kind() == TakeKind.DRILL).count();
    int all = drills + cuts.size();
    List<Planned> planned = new ArrayList<>();
    for (Cut cut : cuts) {
      int number = drills + planned.size() + 1;
      CutTake take =
          new CutTake(setting, number, cut, Cuts.written(cut, takes), Cuts.patienceNanos(takes));
      planned.add(new Planned(TakeKind.DRILL, number, all, take));
    }
    return planned;
  }

  private List<Planned> planned(Migration migration) {
    List<Planned> planned = new ArrayList<>();
    for (TakeKind kind :
        List.of(
            TakeKind.FACTS,
            TakeKind.TIMING,
            TakeKind.TRAFFIC,
            TakeKind.DRILL,
            TakeKind.STEPS,
            TakeKind.ROLLBACK,
            TakeKind.RACE)) {
      boolean nothingToDo = kind == TakeKind.ROLLBACK && migration.wayBack().isEmpty();
      int times = nothingToDo ? 0 : times(kind);
      for (int number = 1; number <= times; number++) {
        planned.add(new Planned(kind, number, times, null));
      }
    }
    return planned;
  }

  /** A drill is performed as the migration is written, and so often with retries. */
  private int times(TakeKind kind) {
    int times = spec.takes().of(kind);
    return kind == TakeKind.DRILL && times > 0 ? times + 1 : times;
  }

  private static boolean failed(Take take) {
    return take.statements().stream().anyMatch(run -> run.outcome() == Outcome.FAILED);
  }

  private Take perform(Planned planned, Migration migration) {
    progress.begin(planned.stage() + ": clone", -1);
    TakeDatabase database;
    try {
      String name = "rehearse_take_" + CLONES.incrementAndGet();
      database = server.cloneDatabase(template, name);
    } catch (Problem e) {
      return Takes.lost(planned.kind(), planned.number(), e.getMessage());
    }
    progress.begin(planned.stage(), tool == null ? migration.statements().size() : -1);
    Take take = performOn(database, planned, migration);
    progress.done("");
    drop(database);
    return take;
  }

  private Take performOn(TakeDatabase database, Planned planned, Migration migration) {
    try {
      return performing(planned).on(database, migration, ticker.fromNow());
    } catch (SQLException e) {
      return Takes.lost(planned.kind(), planned.number(), setting.explain(e));
    }
  }

  /**
   * A clone that cannot be dropped takes nothing from what was seen on it; the next one will tell.
   */
  private void drop(TakeDatabase database) {
    try {
      database.close();
    } catch (Problem e) {
      progress.note(e.getMessage());
    }
  }

  private Performing performing(Planned planned) {
    int number = planned.number();
    return switch (planned.kind()) {
      case FACTS ->
          tool != null
              ? this::toolFacts
              : (database, migration, clock) -> {
                FactsTake take = new FactsTake(setting, number, spec.rewrite(), compared);
                factsTake = take;
                Take facts = take.perform(database, migration, clock);
                touched = take.touched();
                targets = QueueTarget.of(facts, spec.drill().adversaryOrNull());
                return facts;
              };
      case TIMING ->
          (database, migration, clock) ->
              new TimingTake(opener(migration), number).perform(database, clock);
      case TRAFFIC ->
          (database, migration, clock) ->
              new TrafficTake(spec.workload(), spec.seed(), touched, setting, number)
                  .perform(database, clock, opener(migration));
      case STEPS -> new StepsTake(spec.workload(), touched, setting, number)::perform;
      case DRILL ->
          planned.cut() != null
              ? planned.cut()::perform
              : new DrillTake(
                      targets,
                      drillPlan(number),
                      spec.workload(),
                      spec.seed(),
                      touched,
                      setting,
                      number)
                  ::perform;
      case RACE ->
          (database, migration, clock) -> new RaceTake(tool, number).perform(database, clock);
      case ROLLBACK -> new RollbackTake(setting, template, number)::perform;
    };
  }

  private Take toolFacts(TakeDatabase database, Migration migration, Ticker clock)
      throws SQLException {
    ToolFactsTake take =
        new ToolFactsTake(ToolPlaying.inspected(tool, server.description().major()), 1);
    Take facts = take.perform(database, clock);
    touched = take.touched();
    return facts;
  }

  /** Who performs what is not inspected. */
  private Playing.Opener opener(Migration migration) {
    return tool == null
        ? Replaying.of(migration, Performer.plain(), setting)
        : ToolPlaying.watched(tool);
  }

  private DrillPlan drillPlan(int number) {
    Long limit = spec.request().budgets().maxStallNanos();
    Duration maxStall = limit == null ? null : Duration.ofNanos(limit);
    return number == 1
        ? DrillPlan.asWritten(spec.drill(), maxStall)
        : DrillPlan.retrying(spec.drill(), maxStall);
  }
}
