package dev.rehearsal.harness.replay;

import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.postgres.RelationName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the migration's own session sees at one moment: all relations with storage and counters, the
 * locks it holds, and the positions of the log and the transaction counter.
 */
record Snapshot(
    Map<Long, Relation> relations, Set<HeldLock> locks, long walPosition, long nextTransaction) {

  private static final String RELATIONS = resource("relations.sql");
  private static final String LOCKS = resource("locks.sql");
  private static final String POSITION = resource("position.sql");

  private static final String OUTWAIT_THE_FILE =
      "SELECT pg_catalog.pg_sleep(0.6)"
          + " WHERE pg_catalog.pg_stat_get_snapshot_timestamp() < pg_catalog.statement_timestamp()";

  /** A relation lock by the relation's OID. */
  record HeldLock(long relation, LockMode mode) {}

  /**
   * Reads outside a transaction, before the session has done anything; counters may be late, and
   * none is to be compared with them.
   */
  static Snapshot first(InspectedSession session) throws SQLException {
    return read(session, "");
  }

  /** Reads inside the transaction that is open; counters are those of the transaction. */
  static Snapshot inside(InspectedSession session) throws SQLException {
    return read(session, "xact_");
  }

  /** Reads outside a transaction; counters are those of all finished transactions. */
  static Snapshot outside(InspectedSession session, int serverMajor) throws SQLException {
    flushCounters(session, serverMajor);
    return read(session, "");
  }

  /**
   * The same, under the names that the relations had in an earlier snapshot, where they had one.
   */
  Snapshot namedAsIn(Snapshot earlier) {
    Map<Long, Relation> renamed = new LinkedHashMap<>();
    relations.forEach(
        (oid, relation) -> {
          Relation then = earlier.relations().get(oid);
          renamed.put(oid, then == null ? relation : relation.named(then.name()));
        });
    return new Snapshot(renamed, locks, walPosition, nextTransaction);
  }

  private static Snapshot read(InspectedSession session, String counters) throws SQLException {
    // The position comes first after a statement, so that our own reading is not counted.
    List<String> position = session.ask(POSITION).get(0);
    Set<HeldLock> locks = new HashSet<>();
    for (List<String> row : session.ask(LOCKS)) {
      locks.add(new HeldLock(Long.parseLong(row.get(0)), LockMode.parse(row.get(1))));
    }
    Map<Long, Relation> relations = new LinkedHashMap<>();
    for (List<String> row : session.ask(RELATIONS.formatted(counters))) {
      Relation relation = relation(row);
      relations.put(relation.oid(), relation);
    }
    return new Snapshot(
        relations, locks, Long.parseLong(position.get(0)), Long.parseLong(position.get(1)));
  }

  /**
   * A session sends its counters when it gets idle, at most once a second. From 15 it can be asked
   * to do so at once. 14 sends them twice a second, to a process that writes a file for those who
   * ask, if there is none of the last half second.
   */
  private static void flushCounters(InspectedSession session, int serverMajor) throws SQLException {
    if (serverMajor >= 15) {
      session.ask("SELECT pg_catalog.pg_stat_force_next_flush()");
    } else {
      session.ask("SELECT pg_catalog.pg_sleep(0.6)");
      session.ask(OUTWAIT_THE_FILE);
    }
  }

  private static Relation relation(List<String> row) {
    return new Relation(
        Long.parseLong(row.get(0)),
        new RelationName(row.get(1), row.get(2)),
        row.get(3).charAt(0),
        number(row.get(4)),
        number(row.get(5)),
        Long.parseLong(row.get(6)),
        row.get(7) == null ? -1 : Long.parseLong(row.get(7)),
        zeroIfNull(row.get(8)),
        zeroIfNull(row.get(9)),
        zeroIfNull(row.get(10)),
        zeroIfNull(row.get(11)),
        zeroIfNull(row.get(12)));
  }

  private static Long number(String text) {
    return text == null ? null : Long.valueOf(text);
  }

  private static long zeroIfNull(String text) {
    return text == null ? 0 : Long.parseLong(text);
  }

  private static String resource(String name) {
    try (InputStream in = Snapshot.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name + " from the program's own jar", e);
    }
  }
}
