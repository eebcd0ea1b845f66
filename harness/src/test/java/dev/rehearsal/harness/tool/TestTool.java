package dev.rehearsal.harness.tool;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A migration tool: connects to {@code DATABASE_URL} and sends its arguments, one statement each,
 * as a process of its own. {@code --new} opens another connection, {@code --exit N} ends it, {@code
 * --unless SQL} ends it well if the query has a row, {@code --retry} rolls back and sends the rest
 * again if one of it fails, {@code --regardless SQL} goes on if that fails. With {@code
 * --encrypted} first it insists on that.
 */
public final class TestTool {

  private TestTool() {}

  public static void main(String[] arguments) throws SQLException {
    boolean encrypted = arguments[0].equals("--encrypted");
    Connection connection = connect(encrypted);
    for (int i = encrypted ? 1 : 0; i < arguments.length; i++) {
      if (arguments[i].equals("--new")) {
        connection = connect(encrypted);
      } else if (arguments[i].equals("--exit")) {
        System.exit(Integer.parseInt(arguments[i + 1]));
      } else if (arguments[i].equals("--unless")) {
        if (hasRow(connection, arguments[++i])) {
          return;
        }
      } else if (arguments[i].equals("--regardless")) {
        regardless(connection, arguments[++i]);
      } else if (arguments[i].equals("--retry")) {
        retry(connection, List.of(arguments).subList(i + 1, arguments.length));
        i = arguments.length;
      } else {
        try (Statement statement = connection.createStatement()) {
          statement.execute(arguments[i]);
        }
      }
    }
    System.out.println("done");
  }

  private static void retry(Connection connection, List<String> statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (int tries = 1; ; tries++) {
        try {
          for (String sql : statements) {
            statement.execute(sql);
          }
          return;
        } catch (SQLException e) {
          if (tries == 5) {
            throw e;
          }
          statement.execute("ROLLBACK");
        }
      }
    }
  }

  private static void regardless(Connection connection, String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      System.out.println(e.getMessage());
    }
  }

  private static boolean hasRow(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeQuery(sql).next();
    }
  }

  private static Connection connect(boolean encrypted) throws SQLException {
    URI uri = URI.create(System.getenv("DATABASE_URL"));
    String[] login = uri.getUserInfo().split(":");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d%s?preferQueryMode=simple&sslmode=%s"
            .formatted(
                uri.getHost(), uri.getPort(), uri.getPath(), encrypted ? "require" : "disable"),
        login[0],
        login[1]);
  }

  /** A command line that runs it. */
  public static String command(String... arguments) {
    String quoted =
        Arrays.stream(arguments)
            .map(each -> "'" + each.replace("'", "'\\''") + "'")
            .collect(Collectors.joining(" "));
    return "'%s/bin/java' -XX:TieredStopAtLevel=1 -cp '%s' %s %s"
        .formatted(
            System.getProperty("java.home"),
            System.getProperty("java.class.path"),
            TestTool.class.getName(),
            quoted);
  }
}
