package dev.rehearsal.harness.migration;

import java.util.List;
import java.util.Random;

/** Scripts made of the pieces that a splitter can trip over, and little else. */
final class RandomScript {
  /** Occurs within string constants only. */
  static final String SECRET = "s3cr3t";

  private static final List<String> LOOSE =
      List.of(
          "'",
          "''",
          "\"",
          "\"\"",
          "$$",
          "$a$",
          "$ab$",
          "$a",
          "$1",
          "$",
          "/*",
          "*/",
          "--",
          "-",
          "/",
          "*",
          "+",
          "@",
          "\\'",
          "E'",
          "e",
          "U&'",
          "U&\"",
          "x'",
          "B'",
          "N'",
          "(",
          ")",
          ";",
          "; ",
          ",",
          "\n",
          "\r\n",
          "\r",
          " ",
          "\t",
          "a",
          "begin",
          "END",
          "case",
          "create function",
          "CREATE OR REPLACE PROCEDURE",
          "select",
          "1",
          "1.5",
          "1e",
          "0x",
          "1..2",
          "_",
          "é",
          "€",
          ":",
          "::",
          ":v",
          ":=",
          "#",
          "{",
          "]",
          "?",
          "!=",
          "\u0001",
          "commit",
          "copy t from");

  private static final List<String> WHOLE =
      List.of(
          "'" + SECRET + "'",
          "'it''s " + SECRET + ";'",
          " E'\\'" + SECRET + "; '",
          " $$'" + SECRET + "';$$",
          " $a$ $$ " + SECRET + "; $$ $ab$ $a$",
          " U&'" + SECRET + "'",
          " x'" + SECRET + "'",
          " N'" + SECRET + "'",
          "\"na;me\"",
          " U&\"na\"\";me\"",
          "/* ; ' /* \" */ " + SECRET + " */",
          "-- ; ' " + SECRET + " $$\n",
          "(1; 2)",
          ";",
          ";\n",
          " ",
          "\n",
          "\n\n",
          "\t",
          "select",
          "insert",
          "a",
          "b$c$",
          ",",
          "+",
          "-",
          "/",
          "*",
          "||",
          "12",
          "1.5e-3",
          "0x1f",
          "$1",
          "::",
          "[1:2]",
          ":v",
          "=",
          "é",
          "create function f() begin atomic ",
          "do $$ begin x := '" + SECRET + "'; end $$",
          " as ",
          " language sql ",
          "case ",
          " end ",
          "begin ",
          "\r\n",
          "@-",
          "<",
          "DO ",
          "SET ");

  private RandomScript() {}

  /** Anything, mostly malformed. */
  static String loose(Random random) {
    return pieces(random, LOOSE);
  }

  /** With every quote and comment closed. */
  static String whole(Random random) {
    return pieces(random, WHOLE);
  }

  private static String pieces(Random random, List<String> pieces) {
    StringBuilder script = new StringBuilder();
    for (int i = 1 + random.nextInt(30); i > 0; i--) {
      script.append(pieces.get(random.nextInt(pieces.size())));
    }
    return script.toString();
  }
}
