package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.replay.DdlWitness;
import dev.rehearsal.harness.replay.Inspector;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.harness.replay.ReplaySession;
import dev.rehearsal.harness.replay.SchemaStep;
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
import java.util.List;
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

  /** Kinds of relations that an application reads or writes by name and that hold rows. */
  private static final Set<String> PROBED =
      Set.of("table", "partitioned table", "materialized view");

  private final Setting setting;
  private final int number;
  private final boolean endKept;
  private final Set<String> compared;
  private Touched touched = Touched.UNKNOWN;
  private List<SchemaStep> schemaSteps = List.of();
  private EndState end;

  FactsTake(Setting setting, int number) {
    this(setting, number, false, null);
  }

  /**
   * @param endKept whether to read the schema and rows with which it ends
   * @param compared the tables whose rows to read then, or null for those that it changed
   */
  FactsTake(Setting setting, int number, boolean endKept, Set<String> compared) {
    this.setting = setting;
    this.number = number;
    this.endKept = endKept;
    this.compared = compared;
  }

  Take perform(TakeDatabase database, Migration migration, Ticker ticker) throws SQLException {
    try (Connection setup = database.connect(Sessions.SETUP)) {
      DdlWitness.install(setup);
    }
    try (Connection connection = database.connect(Sessions.REPLAY);
        SessionWatch watch = new SessionWatch(database, ticker)) {
      ReplaySession session = new ReplaySession(connection, ticker, Sessions.REPLAY);
      Inspector inspector = new Inspector(session, watch, setting.server().description().major());
      Performance performance =
          setting.replay(session, inspector, database, ticker).perform(migration);
      Take take = Takes.quiet(TakeKind.FACTS, number, performance);
      if (take.incomplete() == null) {
        touched =
            new Touched(
                tables(take), columns(database), take.statements(), inspector.schemaSteps());
        schemaSteps = inspector.schemaSteps();
      }
      if (take.incomplete() == null && endKept) {
        Set<String> tables = compared == null ? RewriteTakes.changedTables(take) : compared;
        end = EndState.read(database, tables);
      }
      return take;
    }
  }

  /** The schema before and after each statement; known after it was performed. */
  List<SchemaStep> schemaSteps() {
    return schemaSteps;
  }

  /** How it ended, or null if that was not kept. */
  EndState end() {
    return end;
  }

  /** What the migration reached; known after it was performed. */
  Touched touched() {
    return touched;
  }

  /** Existing tables and materialized views on which a take held a lock. */
  static Set<String> tables(Take take) {
    return take.statements().stream()
        .flatMap(run -> run.locks().stream())
        .filter(Lock::preexisting)
        .filter(lock -> PROBED.contains(lock.kind()))
        .map(Lock::relation)
        .collect(Collectors.toSet());
  }

  /** The columns that exist. */
  static Set<String> columns(TakeDatabase database) throws SQLException {
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
