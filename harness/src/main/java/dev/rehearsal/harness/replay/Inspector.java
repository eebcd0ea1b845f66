package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.postgres.SqlState;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.StatementRun.ProgressPhase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs statements for the facts take: wraps each in a transaction, and reads locks and work before
 * the transaction ends, when both are exact. Statements that bar a transaction block are run as
 * they are and watched from outside; what is known of them is marked as sampled.
 *
 * <p>Which statements those are is not guessed: they are wrapped, and the server refuses. Used by
 * one thread, for one take in which nobody else is connected.
 */
public final class Inspector implements Performer {

  private static final Set<String> BAR_A_TRANSACTION =
      Set.of(SqlState.ACTIVE_SQL_TRANSACTION, SqlState.INVALID_TRANSACTION_TERMINATION);

  private final Watch watch;
  private final int serverMajor;
  private final Set<Long> preexisting;
  private final Map<Long, Relation> known = new HashMap<>();
  private Snapshot last;

  /** Takes the first snapshot on the session, which must be idle. */
  public Inspector(ReplaySession session, Watch watch, int serverMajor) throws SQLException {
    this.watch = watch;
    this.serverMajor = serverMajor;
    Snapshot first = remember(Snapshot.outside(session, serverMajor));
    this.preexisting = Set.copyOf(first.relations().keySet());
  }

  @Override
  public Performed perform(Statement statement, ReplaySession session) {
    try {
      if (statement.kind() == Statement.Kind.TRANSACTION_CONTROL) {
        last = null;
        return new Performed(session.run(statement), null);
      }
      if (!session.idle()) {
        return insideBlock(statement, session);
      }
      return needsABlock(statement) ? unwrapped(statement, session) : wrapped(statement, session);
    } catch (SQLException e) {
      // Our own reading failed: the session is of no more use, so the statement counts as lost.
      return new Performed(Answer.bare(0, 0, null, null, e), null);
    }
  }

  /** These fail outside a transaction block; wrapped, they would succeed. */
  private static boolean needsABlock(Statement statement) {
    String[] words = statement.sql().split("\\W+", 2);
    return words[0].equalsIgnoreCase("LOCK") || words[0].equalsIgnoreCase("DECLARE");
  }

  private Performed insideBlock(Statement statement, ReplaySession session) throws SQLException {
    Snapshot before = last != null ? last : remember(Snapshot.inside(session));
    return inspected(statement, session, before);
  }

  private Performed wrapped(Statement statement, ReplaySession session) throws SQLException {
    Answer begin = session.run("BEGIN");
    if (!begin.ok()) {
      return new Performed(begin, null);
    }
    Performed performed = inspected(statement, session, remember(Snapshot.inside(session)));
    last = null;
    if (performed.answer().ok()) {
      Answer commit = session.run("COMMIT");
      return commit.ok()
          ? performed
          : new Performed(performed.answer().failedLater(commit), performed.facts());
    }
    if (!session.closed()) {
      session.run("ROLLBACK");
    }
    return BAR_A_TRANSACTION.contains(performed.answer().sqlState())
        ? unwrapped(statement, session)
        : performed;
  }

  private Performed inspected(Statement statement, ReplaySession session, Snapshot before)
      throws SQLException {
    watch.begin(session.backendPid(), false);
    Answer answer = session.run(statement);
    Watch.Sighting sighting = watch.end();
    last = null;
    if (!answer.ok()) {
      return new Performed(answer, null);
    }
    Snapshot after = remember(Snapshot.inside(session));
    last = after;
    List<Lock> locks = held(before, after);
    locks.addAll(onlyMomentary(answer, sighting, after));
    return new Performed(
        answer, facts(before, after, true, locks, sighting, gapsInside(before, after, sighting)));
  }

  private Performed unwrapped(Statement statement, ReplaySession session) throws SQLException {
    Snapshot before = remember(Snapshot.outside(session, serverMajor));
    watch.begin(session.backendPid(), true);
    Answer answer = session.run(statement);
    Watch.Sighting sighting = watch.end();
    if (answer.connectionLost()) {
      return new Performed(answer, null);
    }
    Snapshot after = remember(Snapshot.outside(session, serverMajor));
    List<Lock> locks = sampled(sighting, Set.of());
    return new Performed(
        answer, facts(before, after, false, locks, sighting, gapsOutside(sighting)));
  }

  private Facts facts(
      Snapshot before,
      Snapshot after,
      boolean wrapped,
      List<Lock> locks,
      Watch.Sighting sighting,
      List<String> gaps) {
    Work work = new Work(before, after, preexisting, !wrapped);
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
        new TreeMap<>(work.sizeDelta()),
        progress(sighting),
        gaps);
  }

  /** Locks held at the statement's end: exact, because the transaction keeps them. */
  private List<Lock> held(Snapshot before, Snapshot after) {
    List<Lock> locks = new ArrayList<>();
    for (Snapshot.HeldLock held : after.locks()) {
      Relation relation = known.get(held.relation());
      if (relation != null) {
        boolean acquired = !before.locks().contains(held);
        locks.add(lock(relation, held.mode(), acquired, Known.EXACT, null));
      }
    }
    return locks;
  }

  /** Locks that were given back before the statement's end, as by an aborted subtransaction. */
  private List<Lock> onlyMomentary(Answer answer, Watch.Sighting sighting, Snapshot after) {
    Set<Snapshot.HeldLock> reported = new HashSet<>(after.locks());
    List<Lock> locks = new ArrayList<>();
    for (Snapshot.HeldLock witnessed : DdlWitness.witnessed(answer)) {
      Relation relation = known.get(witnessed.relation());
      if (relation != null && reported.add(witnessed)) {
        locks.add(lock(relation, witnessed.mode(), true, Known.EXACT, null));
      }
    }
    locks.addAll(sampled(sighting, reported));
    return locks;
  }

  private List<Lock> sampled(Watch.Sighting sighting, Set<Snapshot.HeldLock> reported) {
    List<Lock> locks = new ArrayList<>();
    for (Watch.SeenLock seen : sighting.locks()) {
      Relation relation = known.get(seen.relation());
      boolean already = reported.contains(new Snapshot.HeldLock(seen.relation(), seen.mode()));
      if (relation != null && !already) {
        locks.add(lock(relation, seen.mode(), true, Known.SAMPLED, sighting.periodNanos()));
      }
    }
    return locks;
  }

  private Lock lock(
      Relation relation, LockMode mode, boolean acquired, Known known, Long periodNanos) {
    Relation owner = relation.owner() == null ? null : this.known.get(relation.owner());
    return new Lock(
        relation.name().toString(),
        relation.kindName(),
        owner == null ? null : owner.name().toString(),
        mode,
        acquired,
        preexisting.contains(relation.oid()),
        known,
        periodNanos);
  }

  private List<ProgressPhase> progress(Watch.Sighting sighting) {
    return sighting.progress().stream()
        .map(
            seen -> {
              Relation relation = known.get(seen.relation());
              return new ProgressPhase(
                  seen.command(),
                  relation == null ? null : relation.name().toString(),
                  seen.phase(),
                  seen.seenNanos());
            })
        .toList();
  }

  private static List<String> gapsInside(Snapshot before, Snapshot after, Watch.Sighting sighting) {
    List<String> gaps = new ArrayList<>();
    if (after.nextTransaction() > before.nextTransaction()) {
      gaps.add(
          "a subtransaction was rolled back inside this statement; locks it gave back are exact for"
              + " DDL and otherwise sampled");
    }
    if (sighting.missed() != null) {
      gaps.add(
          "locks given back before the statement's end were not watched: " + sighting.missed());
    }
    return gaps;
  }

  private static List<String> gapsOutside(Watch.Sighting sighting) {
    List<String> gaps = new ArrayList<>();
    gaps.add(
        "runs outside a transaction block, so its locks are sampled; one held for less than the"
            + " period may be missing");
    if (sighting.missed() != null) {
      gaps.add("its locks were not watched: " + sighting.missed());
    }
    return gaps;
  }

  private Snapshot remember(Snapshot snapshot) {
    known.putAll(snapshot.relations());
    return snapshot;
  }
}
