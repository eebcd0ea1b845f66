package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.reports.postgres.SqlState;
import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementRun;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
  private final Evidence evidence;
  private final SchemaWatch schema = new SchemaWatch();
  private final List<SchemaStep> schemaSteps = new ArrayList<>();
  private Snapshot last;

  /** Takes the first snapshot on the session, which must be idle. */
  public Inspector(InspectedSession session, Watch watch, int serverMajor) throws SQLException {
    this.watch = watch;
    this.serverMajor = serverMajor;
    this.evidence = Evidence.startingWith(Snapshot.first(session));
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
    this.evidence = first.evidence.inAnotherSession();
    evidence.remember(Snapshot.first(session));
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
      if (session.idle() && StatementNature.changesSettings(statement)) {
        return new Performed(session.run(statement), Facts.NOTHING);
      }
      if (!session.idle()) {
        return mustPrecedeQueries(statement)
            ? new Performed(session.run(statement), Facts.NOTHING)
            : insideBlock(statement, session);
      }
      return StatementNature.needsABlock(statement)
          ? unwrapped(statement, session)
          : wrapped(statement, session);
    } catch (SQLException e) {
      // Our own reading failed: the session is of no more use, so the statement counts as lost.
      return new Performed(Answer.bare(0, 0, null, null, e), null);
    }
  }

  /**
   * SET TRANSACTION fails once the transaction has run a query, and our reading is one. SET locks
   * no relation, so that nothing is missed by not looking.
   */
  private boolean mustPrecedeQueries(Statement statement) {
    return last == null && StatementNature.firstWord(statement).equals("SET");
  }

  /** Whether to keep the statement waiting where it waits, and not to have it give up. */
  private static boolean mayBeHeld(Statement statement, InspectedSession session)
      throws SQLException {
    return StatementNature.waitsInAnyCase(statement) && session.ask(IMPATIENT).isEmpty();
  }

  private Performed insideBlock(Statement statement, InspectedSession session) throws SQLException {
    Catalog schemaBefore = schema.before(session);
    Snapshot before = last != null ? last : evidence.remember(Snapshot.inside(session));
    return inspected(statement, session, schemaBefore, before);
  }

  private Performed wrapped(Statement statement, InspectedSession session) throws SQLException {
    Answer begin = session.run("BEGIN");
    if (!begin.ok()) {
      return new Performed(begin, null);
    }
    Catalog schemaBefore = schema.before(session);
    Performed performed =
        inspected(statement, session, schemaBefore, evidence.remember(Snapshot.inside(session)));
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
    Snapshot after = evidence.remember(Snapshot.inside(session));
    Catalog schemaAfter = schema.after(session);
    // Reading the schema may have written log, which is not the next statement's.
    last = schemaAfter == schemaBefore ? after : evidence.remember(Snapshot.inside(session));
    List<SchemaChange> changes = changes(statement, schemaBefore, schemaAfter);
    Facts facts = evidence.inside(before, after, answer, sighting, changes);
    return new Performed(
        answer, schema.missed(session) ? facts.withGap(StatementRun.SCHEMA_UNREAD) : facts);
  }

  private Performed unwrapped(Statement statement, InspectedSession session) throws SQLException {
    Catalog schemaBefore = schema.before(session);
    Snapshot before = evidence.remember(Snapshot.outside(session, serverMajor));
    watch.begin(session.backendPid(), mayBeHeld(statement, session));
    Answer answer = session.run(statement);
    Watch.Sighting sighting = watch.end();
    if (answer.connectionLost()) {
      return new Performed(answer, null);
    }
    Snapshot after = evidence.remember(Snapshot.outside(session, serverMajor));
    List<SchemaChange> changes = changes(statement, schemaBefore, schema.after(session));
    Facts facts = evidence.outside(before, after, answer, sighting, changes);
    return new Performed(
        answer, schema.missed(session) ? facts.withGap(StatementRun.SCHEMA_UNREAD) : facts);
  }

  private List<SchemaChange> changes(Statement statement, Catalog then, Catalog now) {
    schemaSteps.add(new SchemaStep(statement.index(), then, now));
    return then == now ? List.of() : then.changesTo(now);
  }

  /** The schema before and after each statement that was inspected, in order. */
  public List<SchemaStep> schemaSteps() {
    return List.copyOf(schemaSteps);
  }
}
