package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.Wait;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says in one sentence who held or wanted what. */
final class EpisodeCause {

  private final LockFacts locks;
  private final Labels labels;
  private final TakeTimes times;

  EpisodeCause(LockFacts locks, Labels labels, TakeTimes times) {
    this.locks = locks;
    this.labels = labels;
    this.times = times;
  }

  String sentence(List<BlamedWait> waits) {
    Integer statement = waits.get(0).statement();
    if (statement == null) {
      Wait first = waits.get(0).recorded();
      return labels.sessions(first.blockers())
          + " held what "
          + labels.session(first.session())
          + " waited for ("
          + Labels.wanted(first)
          + "); the migration had no part in it";
    }
    Optional<BlamedWait> own =
        waits.stream()
            .filter(wait -> !wait.behindMigration())
            .max(Comparator.comparingLong(wait -> wait.span().length()));
    return own.map(wait -> queued(statement, wait, waits)).orElseGet(() -> held(statement, waits));
  }

  private String queued(int statement, BlamedWait own, List<BlamedWait> waits) {
    boolean others = waits.stream().anyMatch(BlamedWait::behindMigration);
    return labels.statement(statement)
        + " waited "
        + Figures.duration(own.span().length())
        + " for "
        + Labels.wanted(own.recorded())
        + " behind "
        + labels.sessions(own.recorded().blockers())
        + (others ? ", and later comers queued behind it" : "");
  }

  private String held(int statement, List<BlamedWait> waits) {
    return labels.statement(statement)
        + waits.stream()
            .filter(wait -> wait.recorded().blockers().stream().anyMatch(times::migrates))
            .flatMap(wait -> conflicting(statement, wait.recorded()).stream())
            .min(Comparator.comparing(Lock::mode).reversed().thenComparing(Lock::relation))
            .map(lock -> " held " + lock.mode().sqlName() + " on " + lock.relation())
            .orElse(
                locks.changesRows(statement, null)
                    ? " had changed rows that others wanted"
                    : " held what others wanted");
  }

  private Optional<Lock> conflicting(int statement, Wait wait) {
    return locks.conflicting(statement, wait.relation(), wait.mode());
  }
}
