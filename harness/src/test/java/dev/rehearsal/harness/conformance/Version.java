package dev.rehearsal.harness.conformance;

import java.util.List;

/**
 * One migration, told in no tool's format.
 *
 * @param name as each tool calls it, behind its number
 * @param transaction whether the tool may put it into a transaction, where it can be told
 * @param statements SQL without the semicolon at its end; the rows of a COPY follow it on lines of
 *     their own
 */
record Version(String name, boolean transaction, List<String> statements) {

  Version {
    statements = List.copyOf(statements);
  }

  static Version of(String name, String... statements) {
    return new Version(name, true, List.of(statements));
  }

  Version withoutTransaction() {
    return new Version(name, false, statements);
  }

  /** The statements as a file has them. */
  String sql() {
    StringBuilder sql = new StringBuilder();
    for (String statement : statements) {
      int copied = statement.indexOf("FROM STDIN\n");
      if (copied < 0) {
        sql.append(statement).append(";\n");
      } else {
        int rows = copied + "FROM STDIN".length();
        sql.append(statement, 0, rows).append(';').append(statement.substring(rows));
        sql.append("\n\\.\n");
      }
    }
    return sql.toString();
  }
}
