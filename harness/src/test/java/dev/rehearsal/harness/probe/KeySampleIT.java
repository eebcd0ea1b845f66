package dev.rehearsal.harness.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeySampleIT {

  @ParameterizedTest
  @ValueSource(ints = {1500, 5000, 100_000})
  void drawsFromAllPartsOfTheTable(int rows) throws SQLException {
    try (TakeDatabase database = TestServers.freshDatabase();
        Connection connection = database.connect("test")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t (id int PRIMARY KEY)");
        statement.execute("INSERT INTO t SELECT generate_series(0, %d)".formatted(rows - 1));
        statement.execute("ANALYZE t");
      }
      TableShape table = TableShape.all(connection).get(0);

      List<List<String>> keys = new KeySample(connection, 1).of(table, List.of("id"));

      Map<Integer, Long> byQuarter =
          keys.stream()
              .collect(
                  Collectors.groupingBy(
                      key -> Integer.parseInt(key.get(0)) / (rows / 4),
                      TreeMap::new,
                      Collectors.counting()));
      assertThat(keys).hasSizeBetween(800, 2000);
      assertThat(byQuarter).containsOnlyKeys(0, 1, 2, 3);
      assertThat(byQuarter.values()).allMatch(count -> count > 150);
    }
  }
}
