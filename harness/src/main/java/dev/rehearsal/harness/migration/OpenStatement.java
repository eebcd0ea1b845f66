package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;

/** What is known of the statement that is being read, token by token. */
final class OpenStatement {
  private final String script;
  private final LeadingWords leading = new LeadingWords();
  private final AtomicBody body = new AtomicBody();
  private final Deque<Integer> parentheses = new ArrayDeque<>();
  private boolean afterFrom;
  private boolean fromStdin;
  private Token first;
  private Token last;

  OpenStatement(String script) {
    this.script = script;
  }

  boolean empty() {
    return first == null;
  }

  /** Line of its first word. */
  int line() {
    return first.line();
  }

  /** Index of its first byte. */
  int start() {
    return first.start();
  }

  /** Index behind its last byte. */
  int end() {
    return last.end();
  }

  Statement.Kind kind() {
    if (leading.transactionControl()) {
      return Statement.Kind.TRANSACTION_CONTROL;
    }
    return fromStdin ? Statement.Kind.COPY_FROM_STDIN : Statement.Kind.PLAIN;
  }

  /**
   * @throws Problem if it changes the rules by which the rest of the script is read
   */
  void requireSameRules() {
    if (leading.turnsBackslashesOn()) {
      throw Faults.backslashes(script, line());
    }
  }

  boolean endsAt(Token token) {
    return token.kind() == Kind.SEMICOLON && parentheses.isEmpty() && !body.open();
  }

  /** Takes a token that belongs to it. */
  void add(Token token, Lexer lexer) {
    if (token.blank()) {
      return;
    }
    first = first == null ? token : first;
    last = token;
    if (leading.listens()) {
      leading.add(lexer.word(token));
    }
    if (token.kind() == Kind.WORD) {
      word(token, lexer);
    } else {
      afterFrom = false;
      parenthesis(token);
    }
  }

  private void word(Token token, Lexer lexer) {
    boolean copy = leading.word(0).equals("copy");
    if (!copy && !body.listens()) {
      return;
    }
    String word = lexer.word(token);
    body.word(word, token.line(), !parentheses.isEmpty());
    // The grammar takes STDOUT here too, and means the same.
    boolean standard = word.equals("stdin") || word.equals("stdout");
    fromStdin |= copy && afterFrom && standard && parentheses.isEmpty();
    afterFrom = word.equals("from");
  }

  private void parenthesis(Token token) {
    if (token.kind() == Kind.OPEN) {
      parentheses.push(token.line());
    } else if (token.kind() == Kind.CLOSE) {
      parentheses.poll();
    }
  }

  /**
   * Checks that nothing is left open at the end of the script.
   *
   * @throws Problem if a parenthesis or a body is open
   */
  void requireClosed() {
    if (!parentheses.isEmpty()) {
      throw Faults.notClosed(script, parentheses.peek(), "parenthesis", ")");
    }
    if (body.open()) {
      throw Faults.notClosed(script, body.beginLine(), "BEGIN of a function's body", "END");
    }
  }
}
