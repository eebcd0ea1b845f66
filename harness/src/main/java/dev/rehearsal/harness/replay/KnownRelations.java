package dev.rehearsal.harness.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The relations that were ever seen in a take, and which of them its migration found there. */
final class KnownRelations {

  private final Set<Long> preexisting;
  private final Map<Long, Relation> known = new HashMap<>();

  private KnownRelations(Set<Long> preexisting) {
    this.preexisting = preexisting;
  }

  static KnownRelations startingWith(Snapshot first) {
    KnownRelations relations = new KnownRelations(Set.copyOf(first.relations().keySet()));
    relations.remember(first);
    return relations;
  }

  /** Nothing known but what existed before. */
  KnownRelations inAnotherSession() {
    return new KnownRelations(preexisting);
  }

  void remember(Snapshot snapshot) {
    known.putAll(snapshot.relations());
  }

  /** Their OIDs. */
  Set<Long> preexisting() {
    return preexisting;
  }

  /** As it was last seen, or null. */
  Relation known(long oid) {
    return known.get(oid);
  }

  /** By the name that a statement found it under, which RENAME changes; null if never seen. */
  Relation named(long oid, Snapshot before) {
    Relation then = before.relations().get(oid);
    return then != null ? then : known.get(oid);
  }
}
