package dev.rehearsal.harness.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedServerIT {

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void startsEveryMajor(int major) throws SQLException {
    DisposableServer server = TestServers.server(major);
    assertThat(server.description().major()).isEqualTo(major);
    try (TakeDatabase database = TestServers.freshDatabase(major);
        Connection connection = database.connect("rehearse/test");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_version_num")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getInt(1) / 10000).isEqualTo(major);
    }
  }
}
