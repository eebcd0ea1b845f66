package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The loaded database and a take's, with the same tables and rows. */
record TwoDatabases(int major, TakeDatabase loaded, TakeDatabase take) implements AutoCloseable {

  private static final String SCHEMA =
      """
      CREATE TABLE parent (id int PRIMARY KEY, name text);
      INSERT INTO parent SELECT g, 'p' || g FROM generate_series(1, 500) g;
      CREATE TABLE t (id int PRIMARY KEY, a int, b varchar(10), parent_id int);
      INSERT INTO t SELECT g, g, 'x', 1 + g % 500 FROM generate_series(1, 5000) g;
      CREATE FUNCTION slow(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.001); RETURN $1; END';
      VACUUM ANALYZE;
      """;

  static TwoDatabases on(int major) throws SQLException {
    return new TwoDatabases(major, filled(major), filled(major));
  }

  private static TakeDatabase filled(int major) throws SQLException {
    TakeDatabase database = TestServers.freshDatabase(major);
    try (Connection setup = database.connect("test/setup");
        Statement statement = setup.createStatement()) {
      for (String sql : SCHEMA.split(";\n")) {
        statement.execute(sql);
      }
    }
    return database;
  }

  Setting setting() {
    return new Setting(
        TestServers.server(major), Masking.none(), new SampleLog(), Progress.silent());
  }

  /** A migration with a way back. */
  static Migration thereAndBack(Migration up, Migration down) {
    return new Migration(
        up.runner(),
        up.singleTransaction(),
        up.scripts(),
        List.of(down.scripts().get(0).takingBack(up.scripts().get(0).path())));
  }

  @Override
  public void close() {
    loaded.close();
    take.close();
  }
}
