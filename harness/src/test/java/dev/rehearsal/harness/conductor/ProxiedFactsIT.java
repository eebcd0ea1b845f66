package dev.rehearsal.harness.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.database.Login;
import dev.rehearsal.harness.proxy.Exchange;
import dev.rehearsal.harness.proxy.Proxy;
import dev.rehearsal.harness.proxy.ProxyLog;
import dev.rehearsal.harness.replay.DdlWitness;
import dev.rehearsal.harness.replay.Facts;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a statement does is the same whether we send it ourselves or a tool does. */
class ProxiedFactsIT {

  private static final String FORM =
      "%s: wrapped %s locks %s scanned %s rewritten %s rebuilt %s built %s replaced %s"
          + " modified %s changes %s size %s";

  private static final List<String> STATEMENTS =
      List.of(
          "ALTER TABLE t ADD COLUMN c int",
          "ALTER TABLE t ADD COLUMN d text DEFAULT random()::text",
          "ALTER TABLE t ALTER COLUMN a TYPE bigint",
          "ALTER TABLE t ALTER COLUMN a SET NOT NULL",
          "CREATE INDEX t_a ON t (a)",
          "CREATE INDEX CONCURRENTLY t_b ON t (b)",
          "ALTER TABLE t ADD CONSTRAINT t_parent FOREIGN KEY (parent_id) REFERENCES parent (id)",
          "UPDATE t SET b = 'y' WHERE id <= 100",
          "INSERT INTO parent VALUES (501, 'new')",
          "TRUNCATE t",
          "ALTER TABLE parent RENAME COLUMN name TO title",
          "CREATE TABLE made AS SELECT * FROM parent",
          "DO $$ BEGIN EXECUTE 'DROP TABLE made'; EXCEPTION WHEN others THEN NULL; END $$",
          "DROP INDEX t_a",
          "VACUUM parent",
          "COMMENT ON TABLE t IS 'emptied'");

  @ParameterizedTest
  @ValueSource(strings = {"simple", "extended"})
  void theyAreThoseOfOurOwnReplay(String queryMode) throws Exception {
    int major = DatabaseSpec.DEFAULT_MAJOR;
    List<String> ours = new ArrayList<>();
    try (TwoDatabases databases = TwoDatabases.on(major)) {
      Take take =
          new FactsTake(databases.setting(), 1)
              .perform(
                  databases.take(),
                  TestMigration.of(STATEMENTS.toArray(String[]::new)),
                  Ticker.system());
      take.statements().forEach(run -> ours.add(facts(run)));
    }
    try (TwoDatabases databases = TwoDatabases.on(major)) {
      assertThat(proxied(databases, queryMode)).containsExactlyElementsOf(ours);
    }
    assertThat(ours.get(0)).contains("ACCESS_EXCLUSIVE");
    assertThat(ours.get(5)).contains("wrapped false");
  }

  private static List<String> proxied(TwoDatabases databases, String queryMode) throws Exception {
    Login login = databases.take().login();
    ProxyLog log = new ProxyLog();
    try (Connection setup = databases.take().connect(Sessions.SETUP)) {
      DdlWitness.install(setup);
    }
    try (SessionWatch watch = new SessionWatch(databases.take(), Ticker.system());
        Proxy proxy =
            Proxy.inspecting(
                login.address(), log, Ticker.system(), () -> watch, databases.major())) {
      send(login, proxy.port(), queryMode);
      assertThat(log.trouble()).isNull();
      return log.exchanges().stream()
          .filter(each -> STATEMENTS.contains(each.sql()))
          .map(ProxiedFactsIT::facts)
          .toList();
    }
  }

  private static void send(Login login, int port, String queryMode) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    properties.setProperty("preferQueryMode", queryMode);
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + login.database();
    try (Connection tool = DriverManager.getConnection(url, properties);
        Statement statement = tool.createStatement()) {
      for (String sql : STATEMENTS) {
        statement.execute(sql);
      }
    }
  }

  private static String facts(Exchange exchange) {
    Facts facts = exchange.performed().facts();
    return FORM.formatted(
        exchange.sql(),
        facts.wrapped(),
        locks(facts.wrapped(), facts.locks()),
        facts.scanned(),
        facts.rewritten(),
        facts.rebuilt(),
        facts.built(),
        facts.replaced(),
        facts.modified(),
        facts.changes(),
        facts.wrapped() ? facts.sizeDelta() : new TreeMap<>());
  }

  private static String facts(StatementRun run) {
    return FORM.formatted(
        run.sql(),
        run.wrapped(),
        locks(run.wrapped(), run.locks()),
        run.scanned(),
        run.rewritten(),
        run.rebuilt(),
        run.built(),
        run.replaced(),
        run.modified(),
        run.changes(),
        run.wrapped() ? run.sizeDelta() : new TreeMap<>());
  }

  /** Sampled locks depend on when somebody looked. */
  private static List<String> locks(boolean exact, List<Lock> locks) {
    return exact
        ? locks.stream()
            .filter(lock -> lock.known() == Known.EXACT)
            .map(ProxiedFactsIT::lock)
            .toList()
        : List.of();
  }

  /** TOAST tables have their names from their tables' OIDs. */
  private static String lock(Lock lock) {
    String relation = lock.relation().replaceAll("pg_toast_\\d+", "pg_toast_n");
    return "%s %s %s %s".formatted(relation, lock.mode(), lock.acquired(), lock.known());
  }
}
