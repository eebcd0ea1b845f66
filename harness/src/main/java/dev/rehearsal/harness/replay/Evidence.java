package dev.rehearsal.harness.replay;

import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementRun.ProgressPhase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Makes facts of what was read before, during and after a statement. Used by one thread. */
final class Evidence {

  private final KnownRelations relations;

  private Evidence(KnownRelations relations) {
    this.relations = relations;
  }

  /**
   * For the first session of a take.
   *
   * @param first what is there before anything was done
   */
  static Evidence startingWith(Snapshot first) {
    return new Evidence(KnownRelations.startingWith(first));
  }

  Evidence inAnotherSession() {
    return new Evidence(relations.inAnotherSession());
  }

  Snapshot remember(Snapshot snapshot) {
    relations.remember(snapshot);
    return snapshot;
  }

  /** Of a statement whose transaction is still open, so that what it holds is exact. */
  Facts inside(
      Snapshot before,
      Snapshot after,
      Answer answer,
      Watch.Sighting sighting,
      List<SchemaChange> changes) {
    StatementLocks found = new StatementLocks(relations, before);
    List<Lock> locks = new ArrayList<>(found.held(after));
    locks.addAll(found.onlyMomentary(answer, sighting, after.locks()));
    List<String> gaps = Gaps.inside(before, after, sighting);
    return facts(before, after, true, locks, changes, sighting, gaps);
  }

  /** Of a statement that was run without a transaction block, and watched. */
  Facts outside(
      Snapshot before,
      Snapshot after,
      Answer answer,
      Watch.Sighting sighting,
      List<SchemaChange> changes) {
    StatementLocks found = new StatementLocks(relations, before);
    List<Lock> locks = new ArrayList<>(found.onlyMomentary(answer, sighting, Set.of()));
    return facts(before, after, false, locks, changes, sighting, Gaps.outside(sighting));
  }

  private Facts facts(
      Snapshot before,
      Snapshot after,
      boolean wrapped,
      List<Lock> locks,
      List<SchemaChange> changes,
      Watch.Sighting sighting,
      List<String> gaps) {
    Work work = new Work(before, after.namedAsIn(before), relations.preexisting(), !wrapped);
    locks.sort(
        Comparator.comparing(Lock::mode)
            .reversed()
            .thenComparing(Lock::relation)
            .thenComparing(Lock::known));
    return new Facts(
        wrapped,
        after.walPosition() - before.walPosition(),
        locks,
        work.scanned(),
        work.rewritten(),
        work.rebuilt(),
        work.built(),
        work.replaced(),
        work.modified(),
        changes,
        new TreeMap<>(work.sizeDelta()),
        progress(sighting),
        gaps);
  }

  private List<ProgressPhase> progress(Watch.Sighting sighting) {
    return sighting.progress().stream()
        .map(
            seen -> {
              Relation relation = relations.known(seen.relation());
              return new ProgressPhase(
                  seen.command(),
                  relation == null ? null : relation.name().toString(),
                  seen.phase(),
                  seen.seenNanos());
            })
        .toList();
  }
}
