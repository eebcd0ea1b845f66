package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Script;
import dev.rehearsal.harness.migration.ScriptText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What goose sends of a part of a file, piece by piece: up to a semicolon at the end of a line, or
 * from StatementBegin to StatementEnd. A piece that is no whole statement is refused.
 */
final class GoosePieces {

  private static final Pattern BEGIN = Goose.annotation("StatementBegin");
  private static final Pattern END = Goose.annotation("StatementEnd");
  private static final Pattern LAST_SEMICOLON = Pattern.compile(";\\s*(?:\\s--.*)?$");

  private final Directory directory;
  private final String file;
  private final boolean transaction;
  private final List<Problem> problems;

  /**
   * @param transaction whether the pieces are sent in one; if not, each may have one statement
   */
  GoosePieces(Directory directory, String file, boolean transaction, List<Problem> problems) {
    this.directory = directory;
    this.file = file;
    this.transaction = transaction;
    this.problems = problems;
  }

  /** The part, with a semicolon where a piece has none at its end. */
  ScriptText cut(ScriptText part) {
    Lines lines = new Lines(part.text());
    lines.keep(1, lines.count());
    int block = 0;
    int first = 0;
    for (int number = 1; number <= lines.count(); number++) {
      String line = lines.line(number);
      if (BEGIN.matcher(line).find()) {
        if (block > 0) {
          fault(number, "begins a statement within another; end that with StatementEnd");
        }
        block = number;
      } else if (END.matcher(line).find()) {
        if (block == 0) {
          fault(number, "ends a statement without StatementBegin; add that");
        } else {
          check(part, lines, block + 1, number - 1);
          lines.replace(number, ";");
        }
        block = 0;
        first = 0;
      } else if (block == 0) {
        first = first > 0 || line.isBlank() || line.strip().startsWith("--") ? first : number;
        if (first > 0 && LAST_SEMICOLON.matcher(line).find()) {
          check(part, lines, first, number);
          first = 0;
        }
      }
    }
    if (block > 0) {
      fault(block, "begins a statement that has no StatementEnd; add that");
    } else if (first > 0) {
      fault(first, "begins a statement without a semicolon at the end of a line; add that");
    }
    return part.with(lines.text());
  }

  private void check(ScriptText part, Lines lines, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int number = from; number <= to; number++) {
      text.append(lines.line(number)).append('\n');
    }
    List<Problem> broken = new ArrayList<>();
    Optional<Script> piece = part.with(text.toString()).split(0, broken);
    if (!broken.isEmpty()) {
      fault(
          from,
          "goose ends the statement at line "
              + to
              + ", where it is not whole; put it between -- +goose StatementBegin and StatementEnd");
    } else if (!transaction && piece.isPresent() && piece.get().statements().size() > 1) {
      fault(
          from,
          "goose sends these statements as one message, which has a transaction of its own in"
              + " spite of NO TRANSACTION; give each lines of its own, or its StatementBegin");
    }
  }

  private void fault(int line, String sentence) {
    problems.add(directory.problem(file, line, sentence));
  }
}
