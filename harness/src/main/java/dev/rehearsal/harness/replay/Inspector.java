package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.reports.postgres.SqlState;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementRun.ProgressPhase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
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

  /** A session that would not stand a wait of a moment. */
  private static final String IMPATIENT =
      "SELECT name FROM pg_catalog.pg_settings WHERE name IN ('lock_timeout', 'statement_timeout')"
          + " AND setting::int BETWEEN 1 AND 2000";

  private final Watch watch;
  private final int serverMajor;
  private final Set<Long> preexisting;
  private final Map<Long, Relation> known = new HashMap<>();
  private final SchemaWatch schema = new SchemaWatch();
  private final List<SchemaStep> schemaSteps = new ArrayList<>();
  private Snapshot last;

  /** Takes the first snapshot on the session, which must be idle. */
  public Inspector(InspectedSession session, Watch watch, int serverMajor) throws SQLException {
    this.watch = watch;
    this.serverMajor = serverMajor;
    Snapshot first = remember(Snapshot.outside(session, serverMajor));
    this.preexisting = Set.copyOf(first.relations().keySet());
  }

  /**
   * For another session of the same take.
   *
   * @param first the take's first: what it found is what existed before
   */
  public Inspector(InspectedSession session, Watch watch, int serverMajor, Inspector first)
      throws SQLException {
    this.watch = watch;
    this.serverMajor = serverMajor;
    this.preexisting = first.preexisting;
    remember(Snapshot.outside(session, serverMajor));
  }

  @Override
  public Performed perform(Statement statement, ReplaySession session) {
    return inspect(statement, session);
  }

  /** Somebody else may have changed what was known. */
  public void forget() {
    last = null;
    schema.forget();
  }

  /** Runs a statement on any session, wrapped where that is possible, and says what it did. */
  public Performed inspect(Statement statement, InspectedSession session) {
    try {
      if (statement.kind() == Statement.Kind.TRANSACTION_CONTROL) {
        last = null;
        Answer answer = session.run(statement);
        schema.ended(answer);
        return new Performed(answer, null);
      }
      if (session.idle() && changesSettings(statement)) {
        return new Performed(session.run(statement), Facts.NOTHING);
      }
      if (!session.idle()) {
        return mustPrecedeQueries(statement)
            ? new Performed(session.run(statement), Facts.NOTHING)
            : insideBlock(statement, session);
      }
      return needsABlock(statement) ? unwrapped(statement, session) : wrapped(statement, session);
    } catch (SQLException e) {
      // Our own reading failed: the session is of no more use, so the statement counts as lost.
      return new Performed(Answer.bare(0, 0, null, null, e), null);
    }
  }

  /** These fail outside a transaction block; wrapped, they would succeed. */
  private static boolean needsABlock(Statement statement) {
    return Set.of("LOCK", "DECLARE").contains(firstWord(statement));
  }

  /** In a block of ours SET LOCAL would not be warned of; and there is nothing to see. */
  private static boolean changesSettings(Statement statement) {
    return Set.of("SET", "RESET", "SHOW").contains(firstWord(statement));
  }

  /**
   * SET TRANSACTION fails once the transaction has run a query, and our reading is one. SET locks
   * no relation, so that nothing is missed by not looking.
   */
  private boolean mustPrecedeQueries(Statement statement) {
    return last == null && firstWord(statement).equals("SET");
  }

  /**
   * Whether to keep the statement waiting where it waits. Not where it might do something else than
   * wait: skip the table, give up, or run the user's own code, which may.
   */
  private static boolean mayBeHeld(Statement statement, InspectedSession session)
      throws SQLException {
    return !Set.of("CALL", "DO").contains(firstWord(statement))
        && !statement.sql().toUpperCase(Locale.ROOT).contains("SKIP_LOCKED")
        && session.ask(IMPATIENT).isEmpty();
  }

  private static String firstWord(Statement statement) {
    return statement.sql().split("\\W+", 2)[0].toUpperCase(Locale.ROOT);
  }

  private Performed insideBlock(Statement statement, InspectedSession session) throws SQLException {
    Catalog schemaBefore = schema.before(session);
    Snapshot before = last != null ? last : remember(Snapshot.inside(session));
    return inspected(statement, session, schemaBefore, before);
  }

  private Performed wrapped(Statement statement, InspectedSession session) throws SQLException {
    Answer begin = session.run("BEGIN");
    if (!begin.ok()) {
      return new Performed(begin, null);
    }
    Catalog schemaBefore = schema.before(session);
    Performed performed =
        inspected(statement, session, schemaBefore, remember(Snapshot.inside(session)));
    last = null;
    if (performed.answer().ok()) {
      Answer commit = session.run("COMMIT");
      schema.ended(commit);
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

  private Performed inspected(
      Statement statement, InspectedSession session, Catalog schemaBefore, Snapshot before)
      throws SQLException {
    watch.begin(session.backendPid(), false);
    Answer answer = session.run(statement);
    Watch.Sighting sighting = watch.end();
    last = null;
    if (!answer.ok()) {
      return new Performed(answer, null);
    }
    Snapshot after = remember(Snapshot.inside(session));
    Catalog schemaAfter = schema.after(session);
    // Reading the schema may have written log, which is not the next statement's.
    last = schemaAfter == schemaBefore ? after : remember(Snapshot.inside(session));
    List<Lock> locks = held(before, after);
    locks.addAll(onlyMomentary(answer, sighting, before, after.locks()));
    List<String> gaps = gapsInside(before, after, sighting);
    List<SchemaChange> changes = changes(statement, schemaBefore, schemaAfter);
    return new Performed(answer, facts(before, after, true, locks, changes, sighting, gaps));
  }

  private Performed unwrapped(Statement statement, InspectedSession session) throws SQLException {
    Catalog schemaBefore = schema.before(session);
    Snapshot before = remember(Snapshot.outside(session, serverMajor));
    watch.begin(session.backendPid(), mayBeHeld(statement, session));
    Answer answer = session.run(statement);
    Watch.Sighting sighting = watch.end();
    if (answer.connectionLost()) {
      return new Performed(answer, null);
    }
    Snapshot after = remember(Snapshot.outside(session, serverMajor));
    List<Lock> locks = onlyMomentary(answer, sighting, before, Set.of());
    List<SchemaChange> changes = changes(statement, schemaBefore, schema.after(session));
    return new Performed(
        answer, facts(before, after, false, locks, changes, sighting, gapsOutside(sighting)));
  }

  private List<SchemaChange> changes(Statement statement, Catalog then, Catalog now) {
    schemaSteps.add(new SchemaStep(statement.index(), then, now));
    return then == now ? List.of() : then.changesTo(now);
  }

  /** The schema before and after each statement that was inspected, in order. */
  public List<SchemaStep> schemaSteps() {
    return List.copyOf(schemaSteps);
  }

  private Facts facts(
      Snapshot before,
      Snapshot after,
      boolean wrapped,
      List<Lock> locks,
      List<SchemaChange> changes,
      Watch.Sighting sighting,
      List<String> gaps) {
    Work work = new Work(before, after.namedAsIn(before), preexisting, !wrapped);
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

  /** Locks held at the statement's end: exact, because the transaction keeps them. */
  private List<Lock> held(Snapshot before, Snapshot after) {
    List<Lock> locks = new ArrayList<>();
    for (Snapshot.HeldLock held : after.locks()) {
      boolean acquired = !before.locks().contains(held);
      add(locks, held, before, acquired, Known.EXACT, null);
    }
    return locks;
  }

  /** Locks that were given back before the statement's end, as by an aborted subtransaction. */
  private List<Lock> onlyMomentary(
      Answer answer, Watch.Sighting sighting, Snapshot before, Set<Snapshot.HeldLock> atItsEnd) {
    Set<Snapshot.HeldLock> reported = new HashSet<>(atItsEnd);
    List<Lock> locks = new ArrayList<>();
    for (Snapshot.HeldLock witnessed : DdlWitness.witnessed(answer)) {
      if (reported.add(witnessed)) {
        add(locks, witnessed, before, true, Known.EXACT, null);
      }
    }
    for (Watch.SeenLock seen : sighting.locks(answer.ok())) {
      Snapshot.HeldLock lock = new Snapshot.HeldLock(seen.relation(), seen.mode());
      if (reported.add(lock)) {
        add(locks, lock, before, true, Known.SAMPLED, sighting.periodNanos());
      }
    }
    return locks;
  }

  /** Relations that a statement makes and drops again have no name and are left out. */
  private void add(
      List<Lock> locks,
      Snapshot.HeldLock held,
      Snapshot before,
      boolean acquired,
      Known how,
      Long periodNanos) {
    Relation relation = named(held.relation(), before);
    if (relation == null) {
      return;
    }
    Relation owner = relation.owner() == null ? null : named(relation.owner(), before);
    locks.add(
        new Lock(
            relation.name().toString(),
            relation.kindName(),
            owner == null ? null : owner.name().toString(),
            held.mode(),
            acquired,
            preexisting.contains(relation.oid()),
            how,
            periodNanos));
  }

  /** A relation by the name that the statement found it under, which RENAME changes. */
  private Relation named(long oid, Snapshot before) {
    Relation then = before.relations().get(oid);
    return then != null ? then : known.get(oid);
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
