package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.reports.postgres.RelationName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.util.PSQLException;

/**
 * Makes statements work that fail only because the server is not the one the dump comes from. Roles
 * that a statement names and the server does not have are created without login; a SET of a
 * parameter or tablespace that the server does not have, and the creation of the schema {@code
 * public}, are passed over. Each is noted with its place.
 */
final class DumpAllowances {
  private static final String UNDEFINED_OBJECT = "42704";
  private static final String DUPLICATE_SCHEMA = "42P06";
  private static final String INVALID_PARAMETER_VALUE = "22023";

  /** In English, since {@link LoadSession} asks for it. */
  private static final Pattern MISSING_ROLE = Pattern.compile("role \"(.*)\" does not exist");

  private static final Pattern CREATE_PUBLIC =
      Pattern.compile("(?i)CREATE\\s+SCHEMA\\s+(public|\"public\")");

  private final Connection connection;
  private final Progress progress;
  private final Set<String> createdRoles = new HashSet<>();

  DumpAllowances(Connection connection, Progress progress) {
    this.connection = connection;
    this.progress = progress;
  }

  /**
   * Whether a statement that failed is done with all the same.
   *
   * @param rejected what the server said
   */
  boolean passesOver(Statement statement, SQLException rejected) {
    String state = rejected.getSQLState();
    boolean pass = unknownSetting(statement, state) || existingPublic(statement, state);
    if (pass) {
      note(statement, "passed over, since " + message(rejected));
    }
    return pass;
  }

  /**
   * Creates the role that a statement lacked.
   *
   * @return whether the statement is worth another try
   */
  boolean createsRole(Statement statement, SQLException rejected) throws SQLException {
    Matcher missing = MISSING_ROLE.matcher(message(rejected));
    if (!UNDEFINED_OBJECT.equals(rejected.getSQLState())
        || !missing.matches()
        || !createdRoles.add(missing.group(1))) {
      return false;
    }
    try (java.sql.Statement create = connection.createStatement()) {
      create.execute("CREATE ROLE " + RelationName.identifier(missing.group(1)) + " NOLOGIN");
    }
    note(statement, "created the missing role \"" + missing.group(1) + "\" without login");
    return true;
  }

  /** Newer dumps set parameters that older servers do not know, such as transaction_timeout. */
  private static boolean unknownSetting(Statement statement, String state) {
    return SessionSetting.of(statement.sql())
        .filter(
            setting ->
                UNDEFINED_OBJECT.equals(state)
                    || setting.name().equals("default_tablespace")
                        && INVALID_PARAMETER_VALUE.equals(state))
        .isPresent();
  }

  /** Dumps of a schema by its name (pg_dump -n public) create it; so does every new database. */
  private static boolean existingPublic(Statement statement, String state) {
    return DUPLICATE_SCHEMA.equals(state) && CREATE_PUBLIC.matcher(statement.sql()).matches();
  }

  private void note(Statement statement, String what) {
    progress.note(statement.place() + ": " + what);
  }

  private static String message(SQLException rejected) {
    return rejected instanceof PSQLException server && server.getServerErrorMessage() != null
        ? String.valueOf(server.getServerErrorMessage().getMessage())
        : String.valueOf(rejected.getMessage());
  }
}
