package dev.rehearsal.harness.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.reports.recording.Dataset;
import dev.rehearsal.reports.recording.SourceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesLoadIT {
  /** Made by pg_dump 15. */
  private static final Path DUMP = Path.of("src/test/resources/dumps/odd-names.sql");

  @TempDir Path directory;

  @Test
  void loadsADumpWithEverythingThatIsHardToSplit() throws SQLException {
    try (LoadedDatabase loaded = new LoadedDatabase(DatasetSpec.ofFiles(null, DUMP))) {
      assertThat(loaded.dataset.source()).isEqualTo("files");
      assertThat(loaded.dataset.scale()).isNull();
      assertThat(loaded.dataset.tables())
          .extracting(Dataset.Table::name, Dataset.Table::rows)
          .containsExactly(
              tuple("public.people", 46L),
              tuple("\"Odd Names\".\"Order; Items\"", 13L),
              tuple("public.measurements_2025", 11L),
              tuple("public.measurements_rest", 4L));
      assertThat(loaded.query("SELECT name FROM people WHERE id IN (41, 42, 43) ORDER BY id"))
          .containsExactly("tab\tnew\nline back\\slash", "\\.", "");
      assertThat(loaded.query("SELECT head_count()")).containsExactly("46");
      assertThat(loaded.query("SELECT obj_description('people'::regclass)"))
          .first()
          .asString()
          .contains("$dollars$\non two lines");
      assertThat(loaded.query("SELECT tableowner FROM pg_tables WHERE tablename = 'people'"))
          .containsExactly("app_owner");
    }
  }

  @Test
  void hashesTheFileAsItLiesOnDisk() throws Exception {
    Path packed = directory.resolve("dump.sql.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(DUMP, out);
    }
    try (LoadedDatabase loaded = new LoadedDatabase(DatasetSpec.ofFiles(packed, null))) {
      byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(packed));
      assertThat(loaded.dataset.tables()).hasSize(4);
      assertThat(loaded.dataset.files())
          .containsExactly(new SourceFile(packed.toString(), HexFormat.of().formatHex(sha256)));
    }
  }

  @Test
  void dataFollowTheirSchemaInASessionOfTheirOwn() throws Exception {
    Path schema = write("schema.sql", "SET search_path = '';\nCREATE TABLE public.t (id int);\n");
    Path data = write("data.sql", "INSERT INTO t VALUES (1), (2);\n");
    try (LoadedDatabase loaded = new LoadedDatabase(DatasetSpec.ofFiles(schema, data))) {
      assertThat(loaded.query("SELECT count(*) FROM t")).containsExactly("2");
      assertThat(loaded.dataset.description()).isEqualTo(schema + " and " + data);
    }
  }

  @Test
  void createsRolesThatADumpNamesAlsoWithinATransaction() throws Exception {
    Path dump =
        write(
            "dump.sql",
            """
            BEGIN;
            CREATE TABLE t (id int); SET no_such_timeout = 0;
            ALTER TABLE t OWNER TO "nobody's \"\"own\"\"\";
            GRANT SELECT ON t TO r_one, r_two;
            COMMIT;
            """);
    try (LoadedDatabase loaded = new LoadedDatabase(DatasetSpec.ofFiles(null, dump))) {
      assertThat(loaded.notes)
          .containsExactly(
              dump
                  + ":2: passed over, since unrecognized configuration parameter"
                  + " \"no_such_timeout\"",
              dump + ":3: created the missing role \"nobody's \"own\"\" without login",
              dump + ":4: created the missing role \"r_one\" without login",
              dump + ":4: created the missing role \"r_two\" without login");
      assertThat(loaded.query("SELECT rolcanlogin FROM pg_roles WHERE rolname = 'r_one'"))
          .containsExactly("f");
    }
  }

  @Test
  void passesOverWhatOnlyTheOtherServerHad() throws Exception {
    Path dump =
        write(
            "dump.sql",
            """
            SET no_such_timeout = 0;
            SET default_tablespace = fast_disk;
            CREATE SCHEMA public;
            SELECT 1;
            """);
    try (LoadedDatabase loaded = new LoadedDatabase(DatasetSpec.ofFiles(null, dump))) {
      assertThat(loaded.notes).hasSize(3);
      assertThat(loaded.notes.get(0))
          .isEqualTo(
              dump
                  + ":1: passed over, since unrecognized configuration parameter"
                  + " \"no_such_timeout\"");
    }
  }

  @Test
  void namesTheLineOfABadRow() throws Exception {
    Path dump =
        write(
            "dump.sql",
            """
            -- two lines
            CREATE TABLE t (
              id int CHECK (id < 10));
            COPY t (id)
              FROM stdin;
            1
            2
            three
            \\.
            """);
    assertRejected(dump, ":8: ", "invalid input syntax for type integer: \"three\"", "22P02");
    Path checked = write("checked.sql", Files.readString(dump).replace("three", "30"));
    assertRejected(checked, ":8: ", "violates check constraint", "23514");
  }

  @Test
  void namesTheLineWithinAStatement() throws Exception {
    Path dump = write("dump.sql", "SELECT 1;\n\nSELECT 'ä',\n  2,\n  nothing;\n");
    assertRejected(dump, ":5: ", "column \"nothing\" does not exist", "42703");
  }

  @Test
  void refusesAFileThatEndsWithinATransaction() throws Exception {
    Path dump = write("dump.sql", "BEGIN;\nCREATE TABLE t (id int);\n");
    assertUsage(dump, "ends within a transaction block; add COMMIT at its end");
  }

  @Test
  void refusesAnotherEncoding() throws Exception {
    Path dump = write("dump.sql", "\nSET client_encoding = 'LATIN1';\n");
    assertUsage(dump, ":2: the file is in LATIN1, and only UTF-8 is read");
  }

  @Test
  void namesARowThatIsMissingItsEnd() throws Exception {
    Path dump = write("dump.sql", "CREATE TABLE t (id int);\nCOPY t FROM stdin;\n1\n");
    assertUsage(dump, ":2: the data of this COPY");
  }

  @Test
  void rowsReachTheServerWhileTheFileIsStillRead() throws Exception {
    TakeDatabase database = TestServers.freshDatabase();
    try (database;
        Connection loading = database.connect("rehearse/load");
        Connection watching = database.connect("rehearse/test")) {
      SqlFileLoad load = new SqlFileLoad(Path.of("endless.sql"), loading, Progress.silent());
      EndlessDump dump = new EndlessDump(8 << 20, () -> copiedBytes(watching));
      assertThatThrownBy(() -> load.perform(dump)).hasMessage("the disk went away");
      assertThat(dump.seen()).isPositive();
    }
  }

  private static long copiedBytes(Connection connection) {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT coalesce(sum(bytes_processed), 0) FROM pg_stat_progress_copy"
                    + " WHERE datname = current_database()")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void assertRejected(Path dump, String place, String message, String state) {
    assertProblem(dump, Problem.Kind.REJECTED)
        .hasMessageStartingWith(dump + place)
        .hasMessageContaining(message)
        .hasMessageContaining("SQLSTATE " + state);
  }

  private static void assertUsage(Path dump, String message) {
    assertProblem(dump, Problem.Kind.USAGE)
        .hasMessageStartingWith(dump.toString())
        .hasMessageContaining(message);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertProblem(
      Path dump, Problem.Kind kind) {
    return assertThatThrownBy(() -> new LoadedDatabase(DatasetSpec.ofFiles(null, dump)))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
  }

  private Path write(String name, String sql) throws IOException {
    return Files.writeString(directory.resolve(name), sql);
  }
}
