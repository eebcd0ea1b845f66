package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.migration.Statement.Remark;
import dev.rehearsal.harness.migration.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Gathers the comments of a script that are addressed to this program. */
final class Remarks {

  private static final String ADDRESS = "rehearse:";

  private final List<Remark> waiting = new ArrayList<>();
  private final List<Remark> misplaced = new ArrayList<>();
  private int endOfStatement;

  /** A token that the server does not see. */
  void add(Token token, Lexer lexer, boolean withinStatement) {
    if (token.kind() == Kind.SPACE) {
      return;
    }
    String text = bare(lexer.text(token), token.kind());
    if (text.startsWith(ADDRESS)) {
      boolean behind = !withinStatement && token.line() == endOfStatement;
      (behind ? misplaced : waiting).add(new Remark(token.line(), text));
    }
  }

  private static String bare(String comment, Kind kind) {
    return comment.substring(2, comment.length() - (kind == Kind.BLOCK_COMMENT ? 2 : 0)).strip();
  }

  /** Those of the statement that ends on a line; the next ones belong to the next statement. */
  List<Remark> ofStatementUpTo(int line) {
    endOfStatement = line;
    List<Remark> remarks = List.copyOf(waiting);
    waiting.clear();
    return remarks;
  }

  /**
   * Those that belong to no statement: behind one on its last line, where it is not clear which one
   * they mean, and at the end of the script.
   */
  List<Remark> strays() {
    List<Remark> strays = new ArrayList<>(misplaced);
    strays.addAll(waiting);
    return strays;
  }
}
