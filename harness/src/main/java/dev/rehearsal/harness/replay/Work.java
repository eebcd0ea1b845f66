package dev.rehearsal.harness.replay;

import dev.rehearsal.reports.recording.StatementRun.Modified;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a statement did to relations: the differences between a snapshot before it and one after it.
 *
 * <p>New storage alone does not tell a rewrite: TRUNCATE and SET TABLESPACE give a relation new
 * storage without reading a row. A rewrite has read the old rows as well.
 */
final class Work {

  /** An index read at least this far was read from end to end, or as good as. */
  private static final long FEW_ROWS = 1000;

  private final Snapshot before;
  private final Snapshot after;
  private final Set<Long> preexisting;
  private final boolean vacuumFullPossible;

  /**
   * @param preexisting OIDs of the relations that existed before the take
   * @param vacuumFullPossible whether the statement ran outside a transaction block, where VACUUM
   *     FULL and CLUSTER rewrite without the counters telling
   */
  Work(Snapshot before, Snapshot after, Set<Long> preexisting, boolean vacuumFullPossible) {
    this.before = before;
    this.after = after;
    this.preexisting = preexisting;
    this.vacuumFullPossible = vacuumFullPossible;
  }

  List<String> scanned() {
    List<String> names = new ArrayList<>();
    for (Relation now : after.relations().values()) {
      boolean read = readThrough(now) || readThroughAnIndex(now);
      if (now.table() && read && !emptied(now.oid()) && !madeEmpty(now)) {
        names.add(now.name().toString());
      }
    }
    // A table that was read and then dropped has no counters left.
    return sorted(names);
  }

  /**
   * Not merely looked into, as by LIMIT. Parallel workers keep counters of their own, so the share
   * that this session read may be small.
   */
  private boolean readThrough(Relation table) {
    long read = table.tuplesReturned() - was(table).tuplesReturned();
    return scans(table) > 0 && (table.rows() < FEW_ROWS || read >= table.rows() / 20);
  }

  /** To make the index of a new table "scans" it, though there is nothing to read. */
  private boolean madeEmpty(Relation now) {
    return now.bytes() == 0 && !before.relations().containsKey(now.oid());
  }

  private boolean readThroughAnIndex(Relation table) {
    if (table.rows() < FEW_ROWS) {
      return false;
    }
    return after.relations().values().stream()
        .filter(relation -> relation.index() && relation.owner() == table.oid())
        .anyMatch(
            index -> index.tuplesReturned() - was(index).tuplesReturned() >= table.rows() / 2);
  }

  List<String> rewritten() {
    return newStorage(true);
  }

  List<String> replaced() {
    return newStorage(false);
  }

  private List<String> newStorage(boolean rewritten) {
    List<String> names = new ArrayList<>();
    for (Relation now : after.relations().values()) {
      if (now.table() && storageChanged(now) && rowsWritten(now) == rewritten) {
        names.add(now.name().toString());
      }
    }
    return sorted(names);
  }

  private boolean storageChanged(Relation now) {
    Relation then = before.relations().get(now.oid());
    return then != null && then.filenode() != null && !then.filenode().equals(now.filenode());
  }

  /** New storage without a row was not written row by row: TRUNCATE, or a table that was empty. */
  private boolean rowsWritten(Relation now) {
    return now.bytes() > 0
        && (scans(now) > 0 || anIndexWasScanned(now) || now.kind() == 'm' || vacuumFullPossible);
  }

  private boolean anIndexWasScanned(Relation table) {
    return after.relations().values().stream()
        .anyMatch(
            relation -> relation.index() && relation.owner() == table.oid() && scans(relation) > 0);
  }

  private long scans(Relation now) {
    return now.scans() - was(now).scans();
  }

  /** The relation as it was, or one with all counters at zero if it is new. */
  private Relation was(Relation now) {
    Relation then = before.relations().get(now.oid());
    return then != null
        ? then
        : new Relation(now.oid(), now.name(), now.kind(), null, null, 0, 0, 0, 0, 0, 0, 0);
  }

  List<String> rebuilt() {
    List<String> names = new ArrayList<>();
    for (Relation now : after.relations().values()) {
      if (now.kind() == 'i' && !ownedByToast(now) && wasRebuilt(now)) {
        names.add(now.name().toString());
      }
    }
    return sorted(names);
  }

  private boolean wasRebuilt(Relation index) {
    return before.relations().containsKey(index.oid())
        ? storageChanged(index) && !emptied(index.owner())
        : predecessorGone(index) && !storageTakenOver(index);
  }

  /**
   * A type change that leaves the order of the values alone gives the new index the old storage.
   */
  private boolean storageTakenOver(Relation index) {
    return index.filenode() != null
        && before.relations().values().stream()
            .anyMatch(then -> then.index() && index.filenode().equals(then.filenode()));
  }

  /** TRUNCATE "scans" the new, empty table to give its indexes new storage; that is no work. */
  private boolean emptied(Long table) {
    Relation owner = after.relations().get(table);
    return owner != null && storageChanged(owner) && !rowsWritten(owner);
  }

  /** A type change drops an index and builds one of the same name, as REINDEX CONCURRENTLY does. */
  private boolean predecessorGone(Relation index) {
    return before.relations().values().stream()
        .anyMatch(
            then ->
                then.index()
                    && !after.relations().containsKey(then.oid())
                    && then.name().equals(index.name())
                    && then.owner().equals(index.owner()));
  }

  List<String> built() {
    List<String> names = new ArrayList<>();
    for (Relation now : after.relations().values()) {
      boolean isNew = now.kind() == 'i' && !before.relations().containsKey(now.oid());
      if (isNew
          && preexisting.contains(now.owner())
          && !ownedByToast(now)
          && !predecessorGone(now)) {
        names.add(now.name().toString());
      }
    }
    return sorted(names);
  }

  private boolean ownedByToast(Relation index) {
    Relation owner = after.relations().get(index.owner());
    return owner == null || owner.toast();
  }

  List<Modified> modified() {
    List<Modified> changes = new ArrayList<>();
    for (Relation now : after.relations().values()) {
      Relation then = was(now);
      Modified change =
          new Modified(
              now.name().toString(),
              now.inserted() - then.inserted(),
              now.updated() - then.updated(),
              now.deleted() - then.deleted());
      if (now.table() && change.inserted() + change.updated() + change.deleted() > 0) {
        changes.add(change);
      }
    }
    changes.sort(java.util.Comparator.comparing(Modified::relation));
    return changes;
  }

  /** Growth by table, indexes and TOAST under their table. */
  SortedMap<String, Long> sizeDelta() {
    Map<String, Long> growth = new HashMap<>();
    addBytes(growth, after, 1);
    addBytes(growth, before, -1);
    growth.values().removeIf(bytes -> bytes == 0);
    return new TreeMap<>(growth);
  }

  private void addBytes(Map<String, Long> growth, Snapshot snapshot, int sign) {
    for (Relation relation : snapshot.relations().values()) {
      if (!measured(relation.oid())) {
        continue;
      }
      Relation owner = relation;
      Set<Long> seen = new HashSet<>();
      while (owner.owner() != null
          && snapshot.relations().containsKey(owner.owner())
          && seen.add(owner.oid())) {
        owner = snapshot.relations().get(owner.owner());
      }
      growth.merge(owner.name().toString(), sign * relation.bytes(), Long::sum);
    }
  }

  /** Not of what another session held for itself, before or after. */
  private boolean measured(long oid) {
    return Stream.of(before, after)
        .map(snapshot -> snapshot.relations().get(oid))
        .noneMatch(relation -> relation != null && relation.bytes() < 0);
  }

  private static List<String> sorted(List<String> names) {
    names.sort(null);
    return names;
  }
}
