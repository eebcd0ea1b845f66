package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.replay.DdlWitness;
import dev.rehearsal.harness.replay.Inspector;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.harness.replay.ReplaySession;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.RelationName;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Performs the migration with nobody else connected, each statement wrapped and inspected. */
final class FactsTake {

  private static final String COLUMNS =
      """
      SELECT n.nspname, c.relname, a.attname
      FROM pg_catalog.pg_attribute a
      JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
        AND n.nspname NOT IN ('pg_catalog', 'information_schema')
      """;

  private final Setting setting;
  private final int number;
  private Touched touched = Touched.UNKNOWN;

  FactsTake(Setting setting, int number) {
    this.setting = setting;
    this.number = number;
  }

  Take perform(TakeDatabase database, Migration migration, Ticker ticker) throws SQLException {
    try (Connection setup = database.connect(Sessions.SETUP)) {
      DdlWitness.install(setup);
    }
    try (Connection connection = database.connect(Sessions.REPLAY);
        SessionWatch watch = new SessionWatch(database, ticker)) {
      ReplaySession session = new ReplaySession(connection, ticker, Sessions.REPLAY);
      Inspector inspector = new Inspector(session, watch, setting.server().description().major());
      Performance performance = setting.replay(session, inspector, ticker).perform(migration);
      Take take = Takes.quiet(TakeKind.FACTS, number, performance);
      if (take.incomplete() == null) {
        touched =
            new Touched(
                tables(take), columns(database), take.statements(), inspector.schemaSteps());
      }
      return take;
    }
  }

  /** What the migration reached; known after it was performed. */
  Touched touched() {
    return touched;
  }

  private static Set<String> tables(Take take) {
    return take.statements().stream()
        .flatMap(run -> run.locks().stream())
        .filter(Lock::preexisting)
        .filter(lock -> lock.kind().equals("table") || lock.kind().equals("partitioned table"))
        .map(Lock::relation)
        .collect(Collectors.toSet());
  }

  private static Set<String> columns(TakeDatabase database) throws SQLException {
    Set<String> columns = new HashSet<>();
    try (Connection connection = database.connect(Sessions.SETUP);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(COLUMNS)) {
      while (row.next()) {
        columns.add(new RelationName(row.getString(1), row.getString(2)) + "." + row.getString(3));
      }
    }
    return columns;
  }
}
