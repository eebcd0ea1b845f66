package dev.rehearsal.harness.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.migration.Batch;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiquibaseTest extends InDirectory {

  private static final String HEAD = "--liquibase formatted sql\n";

  private Migration all(String changelog) {
    return directory
        .with("changelog.sql", HEAD + changelog)
        .choosing(Setting.ALL_VERSIONS, true)
        .read();
  }

  private List<String> statements(String changeset) {
    return Layouted.statements(all("--changeset a:1 " + changeset).scripts());
  }

  @Test
  void sendsAChangesetInATransactionAndItsRowInAnother() {
    Migration migration =
        all(
            """
            --changeset ann:one
            CREATE TABLE a (id int);
            CREATE INDEX ON a (id);
            --rollback DROP TABLE a;

            -- changeset ann:two runInTransaction:false
            CREATE INDEX CONCURRENTLY i ON a (id);
            """);

    assertThat(migration.runner()).isEqualTo("liquibase");
    assertThat(migration.recognised()).isEqualTo("changelog.sql says --liquibase formatted sql");
    assertThat(Layouted.sent(migration.batches()))
        .endsWith(
            "transaction changelog.sql",
            "transaction (1)",
            "statements changelog.sql",
            "transaction (1)",
            "transaction (1)");
    assertThat(migration.batches().get(5).reopens()).isTrue();
    assertThat(Layouted.statements(migration.scripts()))
        .containsExactly(
            "3: CREATE TABLE a (id int)",
            "4: CREATE INDEX ON a (id)",
            "8: CREATE INDEX CONCURRENTLY i ON a (id)");
    assertThat(Layouted.statements(migration.downScripts())).containsExactly("5: DROP TABLE a");
  }

  @Test
  void readsTheFileThatIsNamed() {
    directory.with("changelog.sql", HEAD + "--changeset a:1\nSELECT 1;\n").with("b.sql", "!");
    directory.choosing(Setting.MIGRATION, List.of(temporary.resolve("changelog.sql")));

    assertThat(directory.read().runner()).isEqualTo("liquibase");
  }

  @Test
  void readsTheChangelogThatTheConfigurationNames() {
    directory
        .with("liquibase.properties", "url: jdbc:x\nchangelog-file: second.sql\n")
        .with("first.sql", HEAD + "--changeset a:1\nSELECT 1;\n")
        .with("second.sql", HEAD + "--changeset a:2\nSELECT 2;\n");

    assertThat(Layouted.statements(directory.read().scripts())).containsExactly("3: SELECT 2");
  }

  @Test
  void callsAChangesetByItsIdOrByAuthorAndId() {
    Migration migration = all("--changeset a:1\nSELECT 1;\n--changeset b:1\nSELECT 2;\n");
    assertThat(migration.scripts()).extracting(Script::version).containsExactly("a:1", "b:1");

    Migration other = all("--changeset a:1\nSELECT 1;\n--changeset \"b c\":\"2 d\"\nSELECT 2;\n");
    assertThat(other.scripts()).extracting(Script::version).containsExactly("1", "2 d");
  }

  @Test
  void refusesAnIdThatSeveralHave() {
    directory
        .with("c.sql", HEAD + "--changeset a:1\nSELECT 1;\n--changeset b:1\nSELECT 2;\n")
        .choosing(Setting.APPLIED_TO, "c.sql");

    assertThatThrownBy(directory::read)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("--applied-to c.sql")
        .hasMessageContaining("a:1, b:1");
  }

  @Test
  void leavesOutWhatIsNotForPostgres() {
    assertThat(
            all("""
                    SELECT 'before the first changeset';
                    --changeset a:1 dbms:mysql
                    SELECT 1;
                    --changeset a:2 dbms:!postgresql
                    SELECT 2;
                    --changeset a:3 dbms:oracle,postgresql
                    SELECT 3;
                    --changeset a:4 ignore:true
                    SELECT 4;
                    --changeset a:5 context:test labels:x
                    SELECT 5;
                    """)
                .scripts())
        .extracting(Script::version)
        .containsExactly("3", "5");
  }

  @Test
  void putsPropertiesInTheirPlaces() {
    assertThat(
            Layouted.statements(
                all("""
                        --property name:t value:item
                        --property name:t value:other
                        --property name:u value:x dbms:mysql
                        --changeset a:1
                        SELECT '${t} ${u}';
                        """)
                    .scripts()))
        .containsExactly("6: SELECT 'item ${u}'");
  }

  @Test
  void marksMayBeIndented() {
    Migration migration =
        all(
            """
            --changeset a:1
            CREATE TABLE t (id int);
              -- rollback DROP TABLE t;
              --changeset a:2 runInTransaction:false
            CREATE INDEX CONCURRENTLY i ON t (id);
              /* liquibase rollback
              DROP INDEX i;
              */
            """);

    assertThat(migration.scripts()).extracting(Script::version).containsExactly("1", "2");
    assertThat(Layouted.statements(migration.downScripts()))
        .containsExactly("8: DROP INDEX i", "4: DROP TABLE t");
  }

  @Test
  void whatIsForAnotherDatabaseMaySayAnything() {
    assertThat(
            all("""
                    --changeset a:1 dbms:oracle runAlways:true
                    --preconditions onFail:HALT
                    SELECT 1 FROM dual
                    --rollback changesetId:1 changesetAuthor:a
                    --changeset a:2
                    SELECT 2;
                    """)
                .scripts())
        .extracting(Script::version)
        .containsExactly("2");
  }

  @Test
  void theSameAuthorAndIdInAnotherFileIsAnotherChangeset() {
    directory
        .with("001.sql", HEAD + "--changeset ann:1\nSELECT 1;\n")
        .with("002.sql", HEAD + "--changeset ann:1\nSELECT 2;\n--changeset ann:2\nSELECT 3;\n")
        .choosing(Setting.ALL_VERSIONS, true);

    assertThat(directory.read().scripts())
        .extracting(Script::version)
        .containsExactly("001.sql:ann:1", "002.sql:ann:1", "2");

    Layouted ambiguous = new Layouted(temporary).choosing(Setting.APPLIED_TO, "ann:1");
    assertThatThrownBy(ambiguous::read).hasMessageContaining("001.sql:ann:1, 002.sql:ann:1");
  }

  @Test
  void theConfigurationGivesValuesBeforeTheChangelogDoes() {
    directory.with("liquibase.properties", "parameter.t: item\nliquibase.parameter.u = b\n");

    assertThat(
            Layouted.statements(
                all("""
                        --property name:t value:other
                        --changeset a:1
                        SELECT '${t} ${u}';
                        """)
                    .scripts()))
        .containsExactly("4: SELECT 'item b'");
  }

  @Test
  void refusesTablesInAnotherPlace() {
    directory.with(
        "liquibase.properties",
        "# ours\nliquibase.liquibaseSchemaName: audit\ndefaultSchemaName: PUBLIC\ncontext-filter: a\n");

    assertThatThrownBy(() -> all("--changeset a:1\nSELECT 1;\n"))
        .hasMessageContaining("liquibase.properties:2: has tables in another place than public")
        .hasMessageContaining("liquibase.properties:4: filters changesets")
        .hasMessageNotContaining("liquibase.properties:3");
  }

  /** Twenty times as much may take a hundred times as long, and not four hundred. */
  @Test
  void cutsALongChangesetInTimeThatFollowsItsLength() {
    statements("\n" + "INSERT INTO t VALUES (1);\n".repeat(1000));
    long few = nanos(1000);
    long many = nanos(20_000);

    assertThat(many).isLessThan(100 * Math.max(few, 1_000_000));
  }

  private long nanos(int statements) {
    String changeset = "\n" + "INSERT INTO t VALUES (1);\n".repeat(statements);
    long started = System.nanoTime();
    assertThat(statements(changeset)).hasSize(statements);
    return System.nanoTime() - started;
  }

  /** Seen of 4.33.0. */
  @Test
  void cutsWhereLiquibaseDoes() {
    assertThat(statements("\nSELECT 'a;b', \"c;d\"; -- it's\nSELECT 2\nGO\nSELECT 3\n/\nSELECT 4"))
        .containsExactly("3: SELECT 'a;b', \"c;d\"", "4: SELECT 2", "6: SELECT 3", "8: SELECT 4");
    assertThat(statements("\nDO $$ BEGIN PERFORM 1; END $$; SELECT 2")).hasSize(2);
    assertThat(statements("endDelimiter:\\n@@\nSELECT 1;\n@@\nDO $$ BEGIN x; y; END $$\n@@"))
        .hasSize(2);
    assertThat(statements("endDelimiter://\nDO $$ BEGIN x; y; END $$ //\nSELECT 2//")).hasSize(2);
    assertThat(statements("endDelimiter:/\nSELECT 1 / 2\n/\nSELECT 2")).hasSize(2);
    assertThat(statements("splitStatements:false\nDO $$ BEGIN x; y; END $$; SELECT 2")).hasSize(2);
  }

  @Test
  void refusesWhatLiquibaseCutsInTheMiddle() {
    assertThatThrownBy(() -> statements("\n\nDO $$ DECLARE a int; BEGIN b; END $$;"))
        .hasMessageContaining("changelog.sql:4: liquibase cuts this");
    assertThatThrownBy(() -> statements("endDelimiter:;\\s*\\n|;\nSELECT 1"))
        .hasMessageContaining("is cut at ;\\s*\\n|;");
  }

  @Test
  void refusesAMessageThatHasATransactionInSpiteOfAll() {
    assertThatThrownBy(
            () -> statements("runInTransaction:false splitStatements:false\nSELECT 1; SELECT 2;"))
        .hasMessageContaining("changelog.sql:3: liquibase sends these statements as one message");
  }

  /** Seen of 4.33.0: it keeps BEGIN and all that follows up to END together. */
  @Test
  void beginsATransactionBehindACommitUnlessItIsInTheSameMessage() {
    assertThat(own("SELECT 1; COMMIT; SELECT 2;").reopens()).isTrue();
    assertThat(own("BEGIN; SELECT 1; COMMIT; SELECT 2;").reopens()).isFalse();
    assertThatThrownBy(() -> own("BEGIN; SELECT 1; END; SELECT 2;"))
        .hasMessageContaining("ends a transaction in the midst");
  }

  private Batch own(String sql) {
    return all("--changeset a:1\n" + sql).batches().get(5);
  }

  @Test
  void refusesWhatOnlyTheToolCanAnswer() {
    directory.with(
        "changelog.sql",
        HEAD
            + "--changeset a:1\n--preconditions onFail:HALT\n"
            + "--precondition-sql-check expectedResult:0 SELECT 1\nSELECT 1;\n"
            + "--changeset a:2 runAlways:true\nSELECT 2;\n"
            + "--changeset a:3 failOnError:false\nSELECT 3;\n"
            + "--changeset a:4 context:@prod\nSELECT 4;\n"
            + "--changeset a:5\nSELECT 5;\n--rollback changesetId:1 changesetAuthor:a\n"
            + "--changeset a:5\nCOPY a FROM STDIN;\n1\n\\.\n");

    assertThatThrownBy(directory::read)
        .hasMessageContainingAll(
            "changelog.sql:3: says --preconditions",
            "changelog.sql:4: says --precondition-sql-check",
            "changelog.sql:6: runs in every deploy",
            "changelog.sql:8: lets the deploy go on",
            "changelog.sql:10: runs or not by the contexts",
            "changelog.sql:14: takes back by another changeset",
            "changelog.sql:15: has author and id of another changeset",
            "changelog.sql:16: liquibase's driver sends no data",
            "--command 'liquibase");
  }

  @Test
  void refusesAChangelogThatIsNoSql() {
    directory
        .with("a.sql", HEAD + "--changeset a:1\nSELECT 1;\n")
        .with("root.yaml", "databaseChangeLog:\n- include: {file: a.sql}\n");

    assertThatThrownBy(directory::read)
        .hasMessageContainingAll("root.yaml:1: is a changelog that is no SQL", "--command");
  }

  @Test
  void takesBackByLinesAndByBlocks() {
    Migration migration =
        all(
            """
            --changeset a:1
            SELECT 1;
            --rollback SELECT 'x';
            --rollback SELECT 'y';
            --changeset a:2
            SELECT 2;
            /* liquibase rollback
            SELECT 'z';
            */
            --changeset a:3
            SELECT 3;
            --rollback empty
            """);

    assertThat(Layouted.statements(migration.downScripts()))
        .containsExactly("9: SELECT 'z'", "4: SELECT 'x'", "5: SELECT 'y'");
  }

  @Test
  void readsOrRefusesAnyFile() {
    new Garbled(
            "--liquibase formatted sql",
            "--changeset a:1",
            "--changeset b:2 endDelimiter:@@",
            "--changeset c:3 splitStatements:false runInTransaction:false",
            "--changeset :",
            "--rollback SELECT 1;",
            "/* liquibase rollback",
            "*/",
            "--property name:x value:$",
            "SELECT ${x};",
            "SELECT 1;",
            "@@",
            "$$",
            "'",
            " ")
        .readsOrRefuses(directory.choosing(Setting.RUNNER, "liquibase"), temporary, "1_a.sql");
  }

  @Test
  void readsOrRefusesAnyProperties() {
    directory.with("a.sql", HEAD + "--changeset a:1\nSELECT 1;\n");
    new Garbled(
            "changelog-file: a.sql",
            "changeLogFile=b.sql",
            "liquibase.command.changelogFile = a.sql",
            "contexts: x",
            "label-filter",
            "=",
            "#")
        .readsOrRefuses(directory, temporary, "liquibase.properties");
  }
}
