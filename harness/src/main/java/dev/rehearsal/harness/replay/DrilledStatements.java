package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.migration.Statement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs statements in whose way somebody stands, and tries again what the standoff says to. A
 * statement inside a transaction block is tried again with the whole block, since its failure ends
 * the block. A statement's answer counts from its first try. Used by one thread, for one take.
 */
public final class DrilledStatements implements Performer {

  /** As SHOW writes a time: the largest unit that divides it. */
  private static final Pattern SHOWN = Pattern.compile("([0-9]+)(ms|s|min|h|d)?");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "min", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private final Standoff standoff;
  private final OpenBlock block = new OpenBlock();

  public DrilledStatements(Standoff standoff) {
    this.standoff = standoff;
  }

  @Override
  public Performed perform(Statement statement, ReplaySession session) {
    block.before(session);
    Answer answer =
        standoff.expects(statement.index()) ? met(statement, session) : session.run(statement);
    block.after(statement, answer, session);
    return new Performed(answer, null);
  }

  private Answer met(Statement statement, ReplaySession session) {
    Long own;
    try {
      own = ownLockTimeout(session);
    } catch (SQLException e) {
      // Our own question failed: the session is of no more use, so the statement counts as lost.
      return Answer.bare(0, 0, null, null, e);
    }
    if (!standoff.begin(statement.index(), session.backendPid(), own)) {
      return session.run(statement);
    }
    try {
      return tries(statement, session, own);
    } finally {
      standoff.end();
    }
  }

  private Answer tries(Statement statement, ReplaySession session, Long own) {
    Answer answer = attempt(statement, session, own);
    long first = answer.startedNanos();
    while (standoff.tried(answer.startedNanos(), answer.endedNanos(), answer.sqlState())) {
      answer = again(statement, session, own);
    }
    return answer.since(first);
  }

  private Answer again(Statement statement, ReplaySession session, Long own) {
    if (!block.open()) {
      return attempt(statement, session, own);
    }
    Answer reopened = block.reopen(session);
    return reopened.ok()
        ? attempt(statement, session, own).since(reopened.startedNanos())
        : reopened;
  }

  /** Leaves the migration's own setting as it was, for the statements that follow. */
  private Answer attempt(Statement statement, ReplaySession session, Long own) {
    Long timeout = standoff.lockTimeoutNanos();
    if (timeout == null) {
      return session.run(statement);
    }
    Answer set = session.run(setLockTimeout(timeout));
    if (!set.ok()) {
      return set;
    }
    Answer answer = session.run(statement);
    if (!session.closed() && !session.failed()) {
      session.run(setLockTimeout(own == null ? 0 : own));
    }
    return answer;
  }

  private String setLockTimeout(long nanos) {
    return "SET "
        + (block.open() ? "LOCAL " : "")
        + "lock_timeout = "
        + Duration.ofNanos(nanos).toMillis();
  }

  /** SHOW takes no snapshot, so that the statement can still be the first of its transaction. */
  private static Long ownLockTimeout(ReplaySession session) throws SQLException {
    List<List<String>> rows = session.ask("SHOW lock_timeout");
    Matcher shown = SHOWN.matcher(rows.get(0).get(0));
    if (!shown.matches()) {
      throw new SQLException("lock_timeout is not a time: " + rows.get(0).get(0));
    }
    long number = Long.parseLong(shown.group(1));
    String unit = shown.group(2) == null ? "ms" : shown.group(2);
    return number == 0 ? null : (Long) UNITS.get(unit).multipliedBy(number).toNanos();
  }
}
