package dev.rehearsal.harness.conformance;

import dev.rehearsal.harness.database.Login;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A copy of a small database, made without the checkpoint that a timed take has to have behind it,
 * and without another to drop it: it goes with the server.
 */
record QuickCopy(String name, Login template) implements TakeDatabase {

  static QuickCopy of(TakeDatabase template, String name) {
    try (Connection connection = TestServers.server().connect("postgres", "test/conformance");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template.name());
    } catch (SQLException e) {
      throw new AssertionError("cannot copy " + template.name(), e);
    }
    return new QuickCopy(name, template.login());
  }

  @Override
  public Connection connect(String session) throws SQLException {
    return TestServers.server().connect(name, session);
  }

  @Override
  public Login login() {
    return new Login(template.host(), template.port(), template.user(), template.password(), name);
  }

  @Override
  public void close() {}
}
