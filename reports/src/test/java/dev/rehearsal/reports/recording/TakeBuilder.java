package dev.rehearsal.reports.recording;

import dev.rehearsal.reports.postgres.LockMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A hand-written take. Statements follow one another without a gap; a transaction ends with its
 * last statement.
 */
public final class TakeBuilder {
  static final long MS = 1_000_000;

  private final TakeKind kind;
  private final int number;
  private final List<StatementRun> statements = new ArrayList<>();
  private final List<ProbeRun> probes = new ArrayList<>();
  private final List<Wait> waits = new ArrayList<>();
  private final List<QueueDrill> queueDrills = new ArrayList<>();
  private final List<Take.Phase> phases = new ArrayList<>();
  private String incomplete;
  private Take.Observer observer;
  private long clock;

  private TakeBuilder(TakeKind kind, int number) {
    this.kind = kind;
    this.number = number;
  }

  public static TakeBuilder facts() {
    return new TakeBuilder(TakeKind.FACTS, 1);
  }

  public static TakeBuilder timing(int number) {
    return new TakeBuilder(TakeKind.TIMING, number);
  }

  /** A traffic take whose replay starts at 3 s; {@link #build} adds the phases. */
  public static TakeBuilder traffic(int number) {
    TakeBuilder take = new TakeBuilder(TakeKind.TRAFFIC, number);
    take.clock = 3000 * MS;
    take.observer = new Take.Observer(5 * MS, 1400, 7 * MS);
    return take;
  }

  /** As a traffic take, in which a session stands in the way of statements. */
  public static TakeBuilder drill(int number) {
    TakeBuilder take = new TakeBuilder(TakeKind.DRILL, number);
    take.clock = 3000 * MS;
    take.observer = new Take.Observer(5 * MS, 1400, 7 * MS);
    return take;
  }

  public TakeBuilder drilled(QueueDrill drill) {
    queueDrills.add(drill);
    return this;
  }

  /** Runs a statement after the last one. */
  public TakeBuilder run(StatementBuilder statement, double millis) {
    long elapsed = Math.round(millis * MS);
    StatementRun run =
        kind == TakeKind.FACTS ? statement.facts(clock, elapsed) : statement.timed(clock, elapsed);
    statements.add(run);
    clock = run.endedNanos() + MS / 10;
    return this;
  }

  public TakeBuilder probe(ProbeRun probe) {
    probes.add(probe);
    return this;
  }

  /** A wait for a table lock; times in milliseconds of the take. */
  public TakeBuilder wait(
      String session, String relation, LockMode mode, double from, double to, String... blockers) {
    return wait(session, "relation", relation, mode, from, to, blockers);
  }

  public TakeBuilder wait(
      String session,
      String lockType,
      String relation,
      LockMode mode,
      double from,
      double to,
      String... blockers) {
    waits.add(
        new Wait(
            session,
            lockType,
            relation,
            mode,
            Math.round(from * MS),
            Math.round(to * MS),
            Arrays.asList(blockers)));
    return this;
  }

  public TakeBuilder observer(Take.Observer observer) {
    this.observer = observer;
    return this;
  }

  public TakeBuilder incomplete(String reason) {
    incomplete = reason;
    return this;
  }

  public Take build() {
    if (kind == TakeKind.TRAFFIC || kind == TakeKind.DRILL) {
      phases.add(new Take.Phase("settle", 0, 1000 * MS));
      phases.add(new Take.Phase("baseline", 1000 * MS, 3000 * MS));
      phases.add(new Take.Phase("replay", 3000 * MS, clock));
      phases.add(new Take.Phase("drain", clock, clock + 2000 * MS));
    }
    List<Wait> ordered = new ArrayList<>(waits);
    ordered.sort(Comparator.comparingLong(Wait::fromNanos));
    return new Take(
        kind,
        number,
        incomplete,
        phases,
        statements,
        transactions(),
        probes,
        ordered,
        observer,
        queueDrills,
        null,
        null,
        null);
  }

  private List<TransactionRun> transactions() {
    List<TransactionRun> runs = new ArrayList<>();
    List<Integer> indexes =
        statements.stream()
            .map(StatementRun::transaction)
            .filter(index -> index != null)
            .distinct()
            .toList();
    for (Integer index : indexes) {
      List<StatementRun> inside =
          statements.stream().filter(each -> index.equals(each.transaction())).toList();
      StatementRun last = inside.get(inside.size() - 1);
      boolean failed = last.outcome() == StatementRun.Outcome.FAILED;
      runs.add(
          new TransactionRun(
              index,
              SampleRecordings.REPLAY,
              inside.size() > 1,
              inside.get(0).startedNanos(),
              last.endedNanos() + MS / 20,
              failed ? TransactionRun.End.ROLLBACK : TransactionRun.End.COMMIT));
    }
    return runs;
  }
}
