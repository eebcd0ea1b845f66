package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.config.Problem;

/** What can be wrong with a script, in words. */
final class Faults {
  private Faults() {}

  static Problem at(String script, int line, String sentence) {
    return new Problem(Problem.Kind.USAGE, script + ":" + line + ": " + sentence);
  }

  static Problem notClosed(String script, int line, String what, String closing) {
    return at(
        script,
        line,
        "the "
            + what
            + " that opens here is not closed before the end of the file; add the "
            + closing);
  }

  static Problem notClosed(String script, Token token, String text) {
    switch (token.kind()) {
      case STRING:
        return notClosed(script, token.line(), "string constant", "'");
      case QUOTED_NAME:
        return notClosed(script, token.line(), "quoted name", "\"");
      case BLOCK_COMMENT:
        return notClosed(script, token.line(), "comment", "*/ (comments nest)");
      default:
        String tag = text.substring(0, text.indexOf('$', 1) + 1);
        return notClosed(script, token.line(), "dollar-quoted string", tag);
    }
  }

  static Problem metaCommand(String script, int line, String command) {
    if (command.equals("\\.")) {
      return at(
          script, line, "\\. ends the data of COPY … FROM STDIN, but none is open here; remove it");
    }
    if (command.equals("\\;") || command.equals("\\:")) {
      return at(script, line, command + " is psql's own notation; write " + command.charAt(1));
    }
    return at(
        script,
        line,
        command
            + " is a command to psql and not SQL, so it cannot be rehearsed; remove it, or write"
            + " what it does in SQL");
  }

  static Problem backslashes(String script, int line) {
    return at(
        script,
        line,
        "scripts are read with standard_conforming_strings on, as in every Postgres since 9.1;"
            + " remove this and write E'…' where a string has backslash escapes");
  }

  static Problem besideCopy(String script, int line) {
    return at(
        script,
        line,
        "the data of COPY … FROM STDIN begin on the next line; move what follows the semicolon"
            + " behind the line \\. that ends them");
  }

  static Problem copyNotEnded(String script, int line) {
    return at(
        script,
        line,
        "the data of this COPY … FROM STDIN go on to the end of the file; end them with a line \\.");
  }

  static Problem unreadable(String script, Exception cause) {
    return new Problem(
        Problem.Kind.USAGE, script + ": cannot be read: " + cause.getMessage(), cause);
  }
}
