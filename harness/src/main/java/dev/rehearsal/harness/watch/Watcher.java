package dev.rehearsal.harness.watch;

import dev.rehearsal.harness.database.RunningServer;
import dev.rehearsal.harness.watch.View.Held;
import dev.rehearsal.harness.watch.View.Progress;
import dev.rehearsal.harness.watch.View.Session;
import dev.rehearsal.harness.watch.View.Waiting;
import dev.rehearsal.reports.postgres.LockMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a rehearsal's server from a database that no take uses, so that it neither keeps one
 * from being copied or dropped nor holds back what waits for older transactions. Used by one
 * thread.
 */
public final class Watcher implements AutoCloseable {

  private static final String SESSIONS = resource("sessions.sql");
  private static final String LOCKS = resource("locks.sql");
  private static final String WAITS = resource("waits.sql");
  private static final String PROGRESS = resource("progress.sql");

  private final Connection connection;
  private final RelationNames names;

  public Watcher(RunningServer server) throws SQLException {
    this.connection = server.connect();
    this.names = new RelationNames(server);
  }

  /**
   * One look.
   *
   * @throws SQLException if the server is gone
   */
  public View look() throws SQLException {
    List<Session> sessions = sessions();
    Optional<Session> migration =
        sessions.stream().filter(each -> each.name().equals(View.MIGRATION)).findFirst();
    boolean quiet = migration.isPresent() && alone(migration.get(), sessions);
    if (migration.isEmpty() || quiet) {
      return new View(sessions, quiet, List.of(), List.of(), List.of());
    }
    String database = migration.get().database();
    int pid = migration.get().pid();
    return new View(
        sessions, false, locks(pid, database), waits(database), progress(pid, database));
  }

  private static boolean alone(Session migration, List<Session> sessions) {
    return sessions.stream()
        .noneMatch(
            each -> each.pid() != migration.pid() && migration.database().equals(each.database()));
  }

  private List<Session> sessions() throws SQLException {
    return ask(
        SESSIONS,
        row ->
            new Session(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getString(7)));
  }

  private List<Held> locks(int pid, String database) throws SQLException {
    List<Held> locks =
        ask(
            LOCKS.replace("$1", Integer.toString(pid)),
            row -> new Held(names.of(row.getLong(1), database), LockMode.parse(row.getString(2))));
    return locks.stream()
        .sorted(Comparator.comparing(Held::mode).reversed().thenComparing(Held::relation))
        .toList();
  }

  private List<Waiting> waits(String database) throws SQLException {
    return ask(
        WAITS,
        row ->
            new Waiting(
                row.getInt(1),
                wanted(row.getString(2), row.getLong(3), row.getString(4), database),
                row.getLong(5),
                pids(row.getString(6))));
  }

  private String wanted(String lockType, long relation, String mode, String database)
      throws SQLException {
    String lock = mode == null ? "a " + lockType + " lock" : LockMode.parse(mode).sqlName();
    return relation == 0 ? lock : lock + " on " + names.of(relation, database);
  }

  private static List<Integer> pids(String list) {
    return list == null || list.isEmpty()
        ? List.of()
        : Arrays.stream(list.split(",")).map(Integer::valueOf).toList();
  }

  private List<Progress> progress(int pid, String database) throws SQLException {
    return ask(
        PROGRESS.replace("$1", Integer.toString(pid)),
        row ->
            new Progress(
                row.getString(1),
                names.of(row.getLong(2), database),
                row.getString(3),
                row.getLong(4),
                row.getLong(5)));
  }

  private <T> List<T> ask(String sql, Row<T> reader) throws SQLException {
    List<T> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        all.add(reader.read(rows));
      }
    }
    return all;
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  static String resource(String name) {
    try (InputStream in = Watcher.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name + " from the program's own jar", e);
    }
  }
}
