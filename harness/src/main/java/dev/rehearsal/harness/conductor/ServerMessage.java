package dev.rehearsal.harness.conductor;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** The server's words without detail, which may carry row values. */
final class ServerMessage {

  private ServerMessage() {}

  static String of(SQLException e) {
    boolean server = e instanceof PSQLException psql && psql.getServerErrorMessage() != null;
    return server ? ((PSQLException) e).getServerErrorMessage().getMessage() : e.getMessage();
  }
}
