package dev.rehearsal.harness.replay;

import dev.rehearsal.reports.postgres.LockMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * An event trigger in the facts take's database that tells which locks the session holds after each
 * DDL command, also inside DO blocks and functions. It fires inside a subtransaction, so that the
 * locks of one that is later rolled back are known exactly. It tells by RAISE INFO, which reaches
 * the client whatever {@code client_min_messages} says and outlives a rollback.
 *
 * <p>Event triggers do not fire for DML, TRUNCATE, LOCK TABLE and VACUUM (server documentation,
 * "Event Trigger Firing Matrix").
 */
public final class DdlWitness {

  /** A code that no server message has: user-defined class RH. */
  public static final String SQLSTATE = "RH001";

  private static final String FUNCTION =
      """
      CREATE FUNCTION rehearse_witness.tell() RETURNS event_trigger LANGUAGE plpgsql
      SET search_path = pg_catalog AS $witness$
      BEGIN
        RAISE INFO USING ERRCODE = 'RH001', MESSAGE = coalesce((
          SELECT string_agg(l.relation || ':' || l.mode, ',')
          FROM pg_locks l
          WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.granted
            AND l.mode <> 'SIReadLock'
            AND l.relation >= 16384), '');
      END $witness$
      """;

  private DdlWitness() {}

  /** Installs the trigger; the connection must be a superuser's, in autocommit. */
  public static void install(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA rehearse_witness");
      statement.execute(FUNCTION);
      statement.execute(
          "CREATE EVENT TRIGGER rehearse_witness ON ddl_command_end"
              + " EXECUTE FUNCTION rehearse_witness.tell()");
    }
  }

  /** The locks that the trigger told of while a statement ran. */
  static List<Snapshot.HeldLock> witnessed(Answer answer) {
    List<Snapshot.HeldLock> locks = new ArrayList<>();
    for (String told : answer.witnessed()) {
      for (String entry : told.split(",")) {
        int colon = entry.indexOf(':');
        if (colon > 0) {
          locks.add(
              new Snapshot.HeldLock(
                  Long.parseLong(entry.substring(0, colon)),
                  LockMode.parse(entry.substring(colon + 1))));
        }
      }
    }
    return locks;
  }
}
