package dev.rehearsal.harness.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.config.Choices;
import dev.rehearsal.harness.config.SpecAssembly;
import dev.rehearsal.harness.database.Login;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.runner.RunnerReader;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.StatementRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.Driver;

/** A message that is replayed statement by statement ends as the server has it end. */
class MessageIT {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE a (); CREATE TABLE b ()",
        "CREATE TABLE a (); SAVEPOINT s; CREATE TABLE b ()",
        "SAVEPOINT s; CREATE TABLE a ()",
        "CREATE TABLE a (); COMMIT; CREATE TABLE b (); ROLLBACK TO s",
        "CREATE TABLE a (); COMMIT AND CHAIN; CREATE TABLE b ()",
        "CREATE TABLE a (); BEGIN; SAVEPOINT s; CREATE TABLE b (); RELEASE s; COMMIT",
        "BEGIN; CREATE TABLE a (); COMMIT AND CHAIN; CREATE TABLE b (); COMMIT"
      })
  void endsAsTheServerHasItEnd(String message) throws Exception {
    Files.writeString(directory.resolve("1_a.up.sql"), message);
    Ended whole;
    try (TakeDatabase database = TestServers.freshDatabase()) {
      whole = sent(message, database);
    }
    try (TakeDatabase database = TestServers.freshDatabase()) {
      assertThat(replayed(database)).isEqualTo(whole);
    }
  }

  /** The code of the error, if there was one, and which tables there are then. */
  private record Ended(String sqlState, List<String> tables) {}

  private static Ended sent(String message, TakeDatabase database) throws SQLException {
    Login login = database.login();
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    properties.setProperty("preferQueryMode", "simple");
    String sqlState = null;
    try (Connection connection = new Driver().connect(login.jdbcUrl(), properties);
        Statement statement = connection.createStatement()) {
      statement.execute(message);
    } catch (SQLException e) {
      sqlState = e.getSQLState();
    }
    return new Ended(sqlState, tables(database));
  }

  private Ended replayed(TakeDatabase database) throws SQLException {
    Choices choices = new Choices();
    choices.choose(
        dev.rehearsal.harness.config.Setting.DATA,
        "test",
        dev.rehearsal.harness.config.Setting.SHOP);
    choices.choose(dev.rehearsal.harness.config.Setting.MIGRATION, "test", List.of(directory));
    Migration migration = RunnerReader.read(SpecAssembly.assemble(choices, List.of()));
    Setting setting =
        new Setting(TestServers.server(), Masking.none(), new SampleLog(), Progress.silent());
    String sqlState =
        new FactsTake(setting, 1)
            .perform(database, migration, Ticker.system()).statements().stream()
                .map(StatementRun::sqlState)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    return new Ended(sqlState, tables(database));
  }

  private static List<String> tables(TakeDatabase database) throws SQLException {
    try (Connection connection = database.connect("test");
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT coalesce(string_agg(relname, ',' ORDER BY relname), '') FROM pg_class"
                    + " WHERE relname IN ('a', 'b')")) {
      row.next();
      return List.of(row.getString(1).split(","));
    }
  }
}
