package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Script;
import dev.rehearsal.harness.migration.ScriptText;
import dev.rehearsal.harness.migration.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What Liquibase sends of a changeset, piece by piece: up to a semicolon, also within a
 * dollar-quoted text, or to its delimiter; the driver sends the statements of a piece as one
 * message. A piece that is no whole statement is refused.
 */
final class LiquibasePieces {

  private static final String SEMICOLON = ";";
  private static final Pattern LITERAL = Pattern.compile("[@/;#%~!&,:=<>-]{1,4}|(?i:go)");
  private static final String OWN_LINE = "\\n";

  private final Directory directory;
  private final String file;
  private final boolean transaction;
  private final boolean split;
  private final String delimiter;
  private final List<Problem> problems;

  /**
   * @param transaction whether the pieces are sent in one; if not, each may have one statement
   * @param split whether it is cut at all
   * @param delimiter as the changeset has it, or null
   */
  LiquibasePieces(
      Directory directory,
      String file,
      boolean transaction,
      boolean split,
      String delimiter,
      List<Problem> problems) {
    this.directory = directory;
    this.file = file;
    this.transaction = transaction;
    this.split = split;
    this.delimiter = delimiter == null ? SEMICOLON : delimiter;
    this.problems = problems;
  }

  /** The same text, with semicolons in the place of delimiters. */
  ScriptText cut(ScriptText part) {
    StringBuilder text = new StringBuilder(part.text());
    List<Piece> pieces = new ArrayList<>();
    int from = 0;
    int line = 1;
    for (LiquibaseCuts.Cut cut : cuts(part.text())) {
      pieces.add(new Piece(part.text().substring(from, cut.from()), line));
      line += newlines(part.text().substring(from, cut.to()));
      from = cut.to();
      text.setCharAt(cut.from(), ';');
      for (int at = cut.from() + 1; at < cut.to(); at++) {
        text.setCharAt(at, ' ');
      }
    }
    pieces.add(new Piece(part.text().substring(from), line));
    pieces.removeIf(piece -> piece.text().isBlank());
    int count = problems.size();
    for (int i = 0; i < pieces.size() && problems.size() == count; i++) {
      check(pieces.get(i), part, i == pieces.size() - 1);
    }
    return problems.size() == count ? part.with(text.toString()) : part.with("");
  }

  /**
   * What is sent as one message.
   *
   * @param line where it begins
   */
  private record Piece(String text, int line) {

    /** The line of its first word. */
    int firstWord() {
      return line + newlines(text.substring(0, text.length() - text.stripLeading().length()));
    }
  }

  private List<LiquibaseCuts.Cut> cuts(String text) {
    if (!split) {
      return List.of();
    }
    if (delimiter.equals(SEMICOLON)) {
      return LiquibaseCuts.atSemicolons(text).all();
    }
    boolean alone = delimiter.startsWith(OWN_LINE);
    String literal = alone ? delimiter.substring(OWN_LINE.length()) : delimiter;
    if (!LITERAL.matcher(literal).matches()) {
      String what = "is cut at " + delimiter + ", which only liquibase understands";
      problems.add(LiquibaseFiles.elsewhere(directory, file, new Piece(text, 1).firstWord(), what));
      return List.of();
    }
    return LiquibaseCuts.at(literal, alone, text).all();
  }

  private void check(Piece piece, ScriptText part, boolean last) {
    List<Problem> broken = new ArrayList<>();
    Optional<Script> script = part.with(piece.text()).split(0, broken);
    if (script.isEmpty()) {
      fault(
          piece,
          "liquibase cuts this where it is not whole, for it knows no dollar quotes; say"
              + " splitStatements:false, or an endDelimiter");
      return;
    }
    List<Statement> statements = script.get().statements();
    boolean begins = statements.stream().anyMatch(Statement::beginsTransaction);
    if (statements.stream().anyMatch(each -> each.kind() == Statement.Kind.COPY_FROM_STDIN)) {
      fault(piece, "liquibase's driver sends no data behind a COPY; load them in another way");
    } else if (!transaction && statements.size() > 1) {
      fault(
          piece,
          "liquibase sends these statements as one message, which has a transaction of its own in"
              + " spite of runInTransaction:false; give each a changeset of its own");
    } else if (statements.size() > 1
        && statements.stream().anyMatch(Statement::endsTransaction)
        && !(begins && last)) {
      fault(
          piece,
          "ends a transaction in the midst of what liquibase sends as one message; let the changeset"
              + " say runInTransaction:false and no COMMIT");
    }
  }

  private void fault(Piece piece, String sentence) {
    problems.add(directory.problem(file, piece.firstWord(), sentence));
  }

  private static int newlines(String text) {
    return (int) text.chars().filter(each -> each == '\n').count();
  }
}
