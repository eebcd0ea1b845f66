package dev.rehearsal.harness.conformance;

import java.nio.file.Path;

/** What the tools that are written in Python have in common. */
final class Python {

  private Python() {}

  static Path bin(String name) {
    return Installed.path("python-tools/bin").resolve(name);
  }

  /** As a literal. */
  static String text(String text) {
    return "'"
        + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\t", "\\t")
        + "'";
  }

  static boolean copies(String statement) {
    return statement.contains("FROM STDIN\n");
  }

  /** Lines that copy rows with a cursor of psycopg. */
  static String copy(String statement, String cursor, String indent) {
    int rows = statement.indexOf('\n');
    return indent
        + "with "
        + cursor
        + ".copy("
        + text(statement.substring(0, rows))
        + ") as copy:\n"
        + indent
        + "    copy.write("
        + text(statement.substring(rows + 1) + "\n")
        + ")\n";
  }
}
