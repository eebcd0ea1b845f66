package dev.rehearsal.harness.estimate;

import java.sql.SQLException;
import java.util.List;

/** The migration's session, while none of its statements runs. */
public interface Session {

  /** Whether no transaction block is open. */
  boolean idle();

  /** Columns come as text, NULL as null. */
  List<List<String>> ask(String sql) throws SQLException;

  void command(String sql) throws SQLException;
}
