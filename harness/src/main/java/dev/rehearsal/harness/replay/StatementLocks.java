package dev.rehearsal.harness.replay;

import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Lock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The locks that a statement took, by the names that it found. */
final class StatementLocks {

  private final KnownRelations relations;
  private final Snapshot before;

  StatementLocks(KnownRelations relations, Snapshot before) {
    this.relations = relations;
    this.before = before;
  }

  /** Locks held at the statement's end: exact, because the transaction keeps them. */
  List<Lock> held(Snapshot after) {
    List<Lock> locks = new ArrayList<>();
    for (Snapshot.HeldLock held : after.locks()) {
      boolean acquired = !before.locks().contains(held);
      add(locks, held, acquired, Known.EXACT, null);
    }
    return locks;
  }

  /** Locks that were given back before the statement's end, as by an aborted subtransaction. */
  List<Lock> onlyMomentary(
      Answer answer, Watch.Sighting sighting, Set<Snapshot.HeldLock> atItsEnd) {
    Set<Snapshot.HeldLock> reported = new HashSet<>(atItsEnd);
    List<Lock> locks = new ArrayList<>();
    for (Snapshot.HeldLock witnessed : DdlWitness.witnessed(answer)) {
      if (reported.add(witnessed)) {
        add(locks, witnessed, true, Known.EXACT, null);
      }
    }
    for (Watch.SeenLock seen : sighting.locks(answer.ok())) {
      Snapshot.HeldLock lock = new Snapshot.HeldLock(seen.relation(), seen.mode());
      if (reported.add(lock)) {
        add(locks, lock, true, Known.SAMPLED, sighting.periodNanos());
      }
    }
    return locks;
  }

  /** Relations that a statement makes and drops again have no name and are left out. */
  private void add(
      List<Lock> locks, Snapshot.HeldLock held, boolean acquired, Known how, Long periodNanos) {
    Relation relation = relations.named(held.relation(), before);
    if (relation == null) {
      return;
    }
    Relation owner = relation.owner() == null ? null : relations.named(relation.owner(), before);
    locks.add(
        new Lock(
            relation.name().toString(),
            relation.kindName(),
            owner == null ? null : owner.name().toString(),
            held.mode(),
            acquired,
            relations.preexisting().contains(relation.oid()),
            how,
            periodNanos));
  }
}
