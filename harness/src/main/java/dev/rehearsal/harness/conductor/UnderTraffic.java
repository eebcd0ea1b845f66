package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.config.WorkloadSpec;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.observe.WaitObserver;
import dev.rehearsal.harness.probe.CustomProbes;
import dev.rehearsal.harness.probe.Probe;
import dev.rehearsal.harness.probe.ProbeDerivation;
import dev.rehearsal.harness.probe.ProbeSession;
import dev.rehearsal.harness.probe.ProbeTally;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.Take.Phase;
import dev.rehearsal.reports.recording.TakeKind;
import dev.rehearsal.reports.recording.Wait;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Performs the migration while the workload runs: settle, baseline, replay, drain. The observer
 * looks for waits all the time. Used once.
 */
final class UnderTraffic {

  private final TakeKind kind;
  private final WorkloadSpec workload;
  private final long seed;
  private final Touched touched;
  private final Setting setting;
  private final int number;
  private final List<Phase> phases = new ArrayList<>();
  private List<ProbeSession> sessions = List.of();

  UnderTraffic(
      TakeKind kind,
      WorkloadSpec workload,
      long seed,
      Touched touched,
      Setting setting,
      int number) {
    this.kind = kind;
    this.workload = workload;
    this.seed = seed;
    this.touched = touched;
    this.setting = setting;
    this.number = number;
  }

  /**
   * Performs it.
   *
   * @param opener who performs it
   */
  Take perform(TakeDatabase database, Ticker ticker, Playing.Opener opener) throws SQLException {
    List<Probe> probes = probes(database);
    try (Playing playing = opener.open(database, ticker);
        Connection observing = database.connect(Sessions.OBSERVER);
        Traffic traffic = new Traffic(probes, database, ticker, workload.timeout(), seed)) {
      WaitObserver observer = new WaitObserver(observing, ticker, playing::session);
      ObserverThread looking = new ObserverThread(observer, ticker);
      looking.start();
      traffic.start();
      pass("settle", workload.settle(), ticker);
      pass("baseline", workload.baseline(), ticker);
      long from = ticker.nanos();
      Performance performance = playing.perform();
      phases.add(new Phase("replay", from, ticker.nanos()));
      pass("drain", workload.drain(), ticker);
      traffic.stop(ticker.nanos());
      sessions = traffic.sessions();
      looking.finish();
      return take(performance, traffic, looking, observer.waits()).by(playing.tool());
    }
  }

  /** The probes with all their firings; known after it was performed. */
  List<ProbeSession> sessions() {
    return sessions;
  }

  private List<Probe> probes(TakeDatabase database) throws SQLException {
    try (Connection connection = database.connect(Sessions.SETUP)) {
      List<Probe> probes = new ArrayList<>();
      if (workload.derive()) {
        ProbeDerivation derivation = new ProbeDerivation(connection, workload.every(), seed);
        probes.addAll(derivation.derive(touched.tables(), touched.columnsAfter()));
      }
      probes.addAll(new CustomProbes(connection).make(workload.probes()));
      return probes;
    }
  }

  /** Lets traffic pass for a while; an interruption cuts it short. */
  private void pass(String name, Duration duration, Ticker ticker) {
    long from = ticker.nanos();
    Pause.until(from + duration.toNanos(), ticker);
    phases.add(new Phase(name, from, ticker.nanos()));
  }

  private Take take(
      Performance performance, Traffic traffic, ObserverThread looking, List<Wait> waits) {
    String incomplete = performance.incomplete();
    if (incomplete == null) {
      incomplete = looking.failure();
    }
    if (incomplete == null && Thread.currentThread().isInterrupted()) {
      incomplete = "interrupted";
    }
    return new Take(
        kind,
        number,
        incomplete,
        phases,
        performance.statements(),
        performance.transactions(),
        traffic.sessions().stream()
            .map(
                session ->
                    new ProbeTally(
                            session.probe(),
                            workload.timeout().toNanos(),
                            phases,
                            session.outcomes())
                        .run(waits))
            .toList(),
        waits,
        looking.record(),
        List.of(),
        null,
        null,
        null,
        performance.bookkeeping());
  }
}
