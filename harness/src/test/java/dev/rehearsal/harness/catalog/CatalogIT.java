package dev.rehearsal.harness.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.reports.recording.SchemaChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a schema with one of everything, and what is told of changes to it. */
class CatalogIT {

  private static final List<String> SCHEMA =
      List.of(
          "CREATE SCHEMA \"Odd Names\"",
          "CREATE TYPE mood AS ENUM ('ok', 'sad')",
          "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
          "CREATE TABLE p (id int PRIMARY KEY, name text)",
          "CREATE TABLE t (id serial PRIMARY KEY, a int DEFAULT 7, m mood, g int GENERATED ALWAYS AS"
              + " (a * 2) STORED, p_id int REFERENCES p, CONSTRAINT a_ok CHECK (a > 0))",
          "CREATE INDEX t_a ON t (a) WHERE a > 5",
          "CREATE TABLE \"Odd Names\".\"T 1\" (id int GENERATED ALWAYS AS IDENTITY, \"a b\" int)",
          "CREATE TABLE parts (id int, d date) PARTITION BY RANGE (d)",
          "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')",
          "CREATE VIEW v AS SELECT id, a FROM t WHERE a > 1",
          "CREATE MATERIALIZED VIEW mv AS SELECT count(*) AS n FROM t",
          "CREATE FUNCTION f(x int) RETURNS int LANGUAGE sql AS 'SELECT x + 1'",
          "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
          "CREATE PROCEDURE pr() LANGUAGE sql AS 'SELECT 1'",
          "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int)",
          "CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf()",
          "CREATE RULE r AS ON DELETE TO p DO INSTEAD NOTHING",
          "CREATE POLICY pol ON t USING (a > 0)",
          "CREATE STATISTICS st ON a, p_id FROM t",
          "CREATE SEQUENCE s INCREMENT 3",
          "COMMENT ON TABLE t IS 'about t'",
          "CREATE EXTENSION pg_trgm");

  private static Connection with(TakeDatabase database) throws SQLException {
    Connection connection = database.connect("test/catalog");
    for (String sql : SCHEMA) {
      run(connection, sql);
    }
    return connection;
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<SchemaChange> changed(Connection connection, String... statements)
      throws SQLException {
    Catalog before = Catalog.read(connection);
    for (String sql : statements) {
      run(connection, sql);
    }
    return before.changesTo(Catalog.read(connection));
  }

  /** {@code + table public.x}, {@code - …}, or {@code ~ column public.t.a: type, default}. */
  private static List<String> brief(List<SchemaChange> changes) {
    List<String> brief = new ArrayList<>();
    for (SchemaChange change : changes) {
      Set<String> keys = new HashSet<>(change.before().keySet());
      keys.addAll(change.after().keySet());
      keys.removeIf(
          key ->
              change.before().containsKey(key)
                  && change.before().get(key).equals(change.after().get(key)));
      String sign = change.created() ? "+ " : change.dropped() ? "- " : "~ ";
      String what =
          change.created() || change.dropped() ? "" : ": " + String.join(", ", sorted(keys));
      brief.add(sign + change.kind() + " " + change.object() + what);
    }
    return brief;
  }

  private static List<String> sorted(Set<String> keys) {
    return keys.stream().sorted().toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void knowsOneOfEverythingOnEveryServer(int major) throws SQLException {
    try (TakeDatabase database = TestServers.freshDatabase(major);
        Connection connection = with(database)) {
      Catalog catalog = Catalog.read(connection);

      assertThat(catalog.objects())
          .extracting(CatalogObject::kind)
          .contains(
              "schema",
              "table",
              "partitioned table",
              "view",
              "materialized view",
              "column",
              "constraint",
              "index",
              "sequence",
              "trigger",
              "rule",
              "policy",
              "enum",
              "domain",
              "domain constraint",
              "function",
              "procedure",
              "aggregate",
              "statistics",
              "extension");
      assertThat(catalog.objects())
          .extracting(CatalogObject::object)
          .contains("\"Odd Names\".\"T 1\".\"a b\"", "public.f(x integer)", "public.t.a_ok")
          .noneMatch(name -> name.contains("trgm") && !name.equals("pg_trgm"));
      assertThat(catalog.changesTo(Catalog.read(connection))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void tellsWhatAStatementChanged(int major) throws SQLException {
    try (TakeDatabase database = TestServers.freshDatabase(major);
        Connection connection = with(database)) {
      assertThat(brief(changed(connection, "ALTER TABLE p ALTER name SET NOT NULL")))
          .contains("~ column public.p.name: not null");
      assertThat(brief(changed(connection, "ALTER TYPE mood ADD VALUE 'fine' BEFORE 'sad'")))
          .containsExactly("~ enum public.mood: labels");
      assertThat(brief(changed(connection, "ALTER TABLE t ADD b text COLLATE \"C\" DEFAULT 'x'")))
          .containsExactly("+ column public.t.b");
      assertThat(brief(changed(connection, "CREATE INDEX ON p (name)")))
          .containsExactly("+ index public.p_name_idx");
      assertThat(brief(changed(connection, "ALTER TABLE p ADD UNIQUE (name)")))
          .containsExactly("+ constraint public.p.p_name_key", "+ index public.p_name_key");
      assertThat(brief(changed(connection, "ALTER TABLE t ADD CHECK (b <> 'y') NOT VALID")))
          .containsExactly("+ constraint public.t.t_b_check");
      assertThat(brief(changed(connection, "ALTER TABLE t VALIDATE CONSTRAINT t_b_check")))
          .containsExactly("~ constraint public.t.t_b_check: validated");
      assertThat(brief(changed(connection, "ALTER TABLE t DROP COLUMN b")))
          .containsExactly("- column public.t.b", "- constraint public.t.t_b_check");
      assertThat(brief(changed(connection, "GRANT SELECT ON v TO public")))
          .containsExactly("~ view public.v: privileges");
      assertThat(brief(changed(connection, "COMMENT ON COLUMN t.a IS 'it''s a'")))
          .containsExactly("~ column public.t.a: comment");
      assertThat(brief(changed(connection, "ALTER TABLE parts DETACH PARTITION parts_1")))
          .containsExactly("~ table public.parts_1: parents, partition bound");
      assertThat(brief(changed(connection, "UPDATE p SET name = name", "ANALYZE p"))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aRenameIsOneChange(int major) throws SQLException {
    try (TakeDatabase database = TestServers.freshDatabase(major);
        Connection connection = with(database)) {
      assertThat(brief(changed(connection, "ALTER TABLE t RENAME COLUMN a TO \"A a\"")))
          .containsExactly("~ column public.t.a: name");
      assertThat(brief(changed(connection, "ALTER TABLE t RENAME TO \"T t\"")))
          .containsExactly("~ table public.t: name");
      assertThat(brief(changed(connection, "ALTER INDEX t_a RENAME TO u_a")))
          .containsExactly("~ index public.t_a: definition, name");
      assertThat(brief(changed(connection, "ALTER TABLE p SET SCHEMA \"Odd Names\"")))
          .contains("~ table public.p: schema")
          .noneMatch(change -> change.contains("fkey") || change.contains("column"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void aNewOrDroppedTableIsOneChangeWithItsColumns(int major) throws SQLException {
    try (TakeDatabase database = TestServers.freshDatabase(major);
        Connection connection = with(database)) {
      List<SchemaChange> created =
          changed(
              connection,
              "CREATE TABLE n (id serial PRIMARY KEY, p_id int REFERENCES p, x text CHECK (x <> ''))");

      assertThat(brief(created))
          .containsExactly("+ table public.n", "+ constraint public.n.n_p_id_fkey");
      assertThat(created.get(0).after())
          .containsEntry("columns", "id integer, p_id integer, x text");
      assertThat(brief(changed(connection, "DROP TABLE n")))
          .containsExactly("- table public.n", "- constraint public.n.n_p_id_fkey");
    }
  }

  @Test
  void twoDatabasesDifferOnlyInWhatIsDifferentInThem() throws SQLException {
    try (TakeDatabase one = TestServers.freshDatabase();
        TakeDatabase other = TestServers.freshDatabase();
        Connection first = with(one);
        Connection second = with(other)) {
      run(second, "CREATE TABLE to_move_oids (id int PRIMARY KEY)");
      run(second, "DROP TABLE to_move_oids");
      assertThat(Catalog.read(first).differencesFrom(Catalog.read(second))).isEmpty();

      run(first, "ALTER TABLE p ADD x int");
      run(first, "ALTER TABLE p ADD y int NOT NULL");
      run(second, "ALTER TABLE p ADD y int");
      run(second, "ALTER TABLE p ADD x int");
      run(second, "DROP INDEX t_a");

      List<String> brief = brief(Catalog.read(first).differencesFrom(Catalog.read(second)));
      assertThat(brief)
          .contains(
              "~ column public.p.x: position",
              "~ column public.p.y: not null, position",
              "- index public.t_a");
    }
  }

  @Test
  void readingLeavesTheSessionAsItWas() throws SQLException {
    try (TakeDatabase database = TestServers.freshDatabase();
        Connection connection = with(database)) {
      run(connection, "SET search_path = \"Odd Names\"");
      Catalog.read(connection);

      assertThat(connection.getAutoCommit()).isTrue();
      try (Statement statement = connection.createStatement()) {
        java.sql.ResultSet shown = statement.executeQuery("SHOW search_path");
        shown.next();
        assertThat(shown.getString(1)).isEqualTo("\"Odd Names\"");
      }
    }
  }
}
