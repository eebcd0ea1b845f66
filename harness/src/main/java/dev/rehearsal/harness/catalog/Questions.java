package dev.rehearsal.harness.catalog;

import java.sql.SQLException;
import java.util.List;

/** Asks the server; columns come as text, NULL as null. */
public interface Questions {

  List<List<String>> ask(String sql) throws SQLException;
}
