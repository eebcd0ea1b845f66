package dev.rehearsal.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.postgres.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The conflicts that {@link LockMode} knows are those of a live server, all 64 pairs. */
class LockModeIT {

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void modesConflictAsTheyDoOnTheServer(int major) throws SQLException {
    Map<LockMode, Set<LockMode>> onTheServer = new TreeMap<>();
    Map<LockMode, Set<LockMode>> known = new TreeMap<>();
    try (TakeDatabase database = TestServers.freshDatabase(major);
        Connection holder = database.connect("test/holder");
        Connection wanter = database.connect("test/wanter")) {
      execute(holder, "CREATE TABLE t ()");
      for (LockMode held : LockMode.values()) {
        lock(holder, held);
        for (LockMode wanted : LockMode.values()) {
          add(onTheServer, held, wanted, refused(wanter, wanted));
          add(known, held, wanted, held.conflictsWith(wanted));
        }
        execute(holder, "ROLLBACK");
      }
    }

    assertThat(known).isEqualTo(onTheServer);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 16, 18})
  void modesAreSpelledAsTheServerSpellsThem(int major) throws SQLException {
    try (TakeDatabase database = TestServers.freshDatabase(major);
        Connection holder = database.connect("test/holder");
        Connection observer = database.connect("test/observer")) {
      execute(holder, "CREATE TABLE t ()");
      for (LockMode mode : LockMode.values()) {
        lock(holder, mode);
        try (SessionSampler sampler =
            new SessionSampler(observer, backend(holder), System::nanoTime)) {
          sampler.look();
          assertThat(sampler.held()).extracting(SessionSampler.Seen::mode).containsExactly(mode);
        }
        execute(holder, "ROLLBACK");
      }
    }
  }

  private static void add(
      Map<LockMode, Set<LockMode>> conflicts, LockMode held, LockMode wanted, boolean conflict) {
    conflicts.computeIfAbsent(held, mode -> new TreeSet<>());
    if (conflict) {
      conflicts.get(held).add(wanted);
    }
  }

  private static boolean refused(Connection wanter, LockMode wanted) throws SQLException {
    try {
      lock(wanter, wanted);
      return false;
    } catch (SQLException e) {
      assertThat(e.getSQLState()).isEqualTo(SqlState.LOCK_NOT_AVAILABLE);
      return true;
    } finally {
      execute(wanter, "ROLLBACK");
    }
  }

  private static void lock(Connection connection, LockMode mode) throws SQLException {
    execute(connection, "BEGIN");
    execute(connection, "LOCK TABLE t IN " + mode.sqlName() + " MODE NOWAIT");
  }

  private static int backend(Connection connection) throws SQLException {
    return connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
