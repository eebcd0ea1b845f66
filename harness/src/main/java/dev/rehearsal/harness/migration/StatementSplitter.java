package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Token.Kind;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a script statement by statement, split where psql would split it. Memory follows the
 * longest statement and not the script: the data of {@code COPY … FROM STDIN} pass as a stream.
 *
 * <pre>{@code
 * StatementSplitter splitter = new StatementSplitter("dump.sql", in, Set.of("restrict", "unrestrict"));
 * for (Optional<Statement> s = splitter.next(); s.isPresent(); s = splitter.next()) {
 *   if (s.get().kind() == Statement.Kind.COPY_FROM_STDIN) {
 *     copyManager.copyIn(s.get().sql(), splitter.copyData());
 *   } else {
 *     execute(s.get().sql());
 *   }
 * }
 * }</pre>
 *
 * <p>Takes the rules from PostgreSQL's psqlscan.l with {@code standard_conforming_strings = on};
 * does not replace psql's variables. Not safe for threads. Does not close the stream it was given.
 */
public final class StatementSplitter {
  private final String script;
  private final Set<String> skippedCommands;
  private final Cursor cursor;
  private final Remarks remarks = new Remarks();
  private Lexer lexer;
  private CopyData copyData;
  private int copyDataLine;
  private int count;

  /**
   * @param script what to call it in messages and in {@link Statement#script()}
   * @param in UTF-8, with or without a byte order mark; the caller closes it
   * @param skippedCommands psql commands, without their backslash, that are passed over to the end
   *     of their line where they stand between statements; all others are refused
   */
  public StatementSplitter(String script, InputStream in, Set<String> skippedCommands) {
    this.script = script;
    this.skippedCommands = Set.copyOf(skippedCommands);
    this.cursor = new Cursor(new Window(in));
    this.lexer = new Lexer(cursor, 1);
  }

  /**
   * The next statement, numbered from 1, or empty when the script is over. Its {@link
   * Statement#copyData()} is null; of {@link #copyData()} what was not read is passed over.
   *
   * @throws Problem of kind USAGE with {@code file:line} if the script cannot be read, holds a psql
   *     command, is not UTF-8, or ends within a quote, a comment, parentheses or COPY data. It can
   *     be called again afterwards, to find what else is wrong.
   */
  public Optional<Statement> next() {
    try {
      skipByteOrderMark();
      finishCopyData();
      return read();
    } catch (UncheckedIOException e) {
      throw Faults.unreadable(script + ":" + lexer.line(), e.getCause());
    }
  }

  /**
   * The data behind the last statement, if that was a {@link Statement.Kind#COPY_FROM_STDIN}: bytes
   * as in the script, without the line {@code \.} that ends them; otherwise nothing. Valid until
   * the next statement is asked for. Closing it does nothing. Reading throws {@link Problem} if the
   * script ends before the data do.
   */
  public InputStream copyData() {
    return copyData == null ? InputStream.nullInputStream() : copyData;
  }

  /** The line of the script on which the data of the last COPY_FROM_STDIN began. */
  public int copyDataLine() {
    return copyDataLine;
  }

  /** Once the script is over: comments addressed to this program that belong to no statement. */
  List<Statement.Remark> strayRemarks() {
    return remarks.strays();
  }

  private void skipByteOrderMark() {
    if (count == 0 && cursor.sees('\u00ef', '\u00bb') && cursor.peek(2) == 0xbf) {
      cursor.advance(3);
    }
  }

  private void finishCopyData() {
    if (copyData != null) {
      CopyData open = copyData;
      copyData = null;
      int line = open.skipRest();
      lexer = new Lexer(cursor, line);
    }
  }

  private Optional<Statement> read() {
    OpenStatement statement = new OpenStatement(script);
    while (true) {
      if (statement.empty()) {
        cursor.forget();
      }
      Token token = lexer.next();
      requireClosed(token);
      if (token.blank()) {
        remarks.add(token, lexer, !statement.empty());
      }
      if (token.kind() == Kind.BACKSLASH) {
        metaCommand(token, statement);
      } else if (token.kind() == Kind.END) {
        statement.requireClosed();
        return statement.empty() ? Optional.empty() : Optional.of(finish(statement, false));
      } else if (!statement.endsAt(token)) {
        statement.add(token, lexer);
      } else if (!statement.empty()) {
        return Optional.of(finish(statement, true));
      }
    }
  }

  private void requireClosed(Token token) {
    if (!token.closed()) {
      throw Faults.notClosed(script, token, lexer.text(token));
    }
  }

  private void metaCommand(Token backslash, OpenStatement statement) {
    String name = lexer.metaCommand();
    lexer.skipLine();
    if (!statement.empty() || !skippedCommands.contains(name)) {
      throw Faults.metaCommand(script, backslash.line(), "\\" + name);
    }
  }

  private Statement finish(OpenStatement open, boolean terminated) {
    open.requireSameRules();
    byte[] bytes = cursor.copy(open.start(), open.end());
    Statement.Kind kind = open.kind();
    if (kind == Statement.Kind.COPY_FROM_STDIN) {
      openCopyData(open, terminated);
    }
    String sql = Utf8.decode(script, open.line(), bytes);
    count++;
    List<Statement.Remark> ofStatement = remarks.ofStatementUpTo(lexer.line());
    return new Statement(count, script, open.line(), sql, kind, null, ofStatement);
  }

  private void openCopyData(OpenStatement open, boolean terminated) {
    if (!terminated) {
      return;
    }
    int line = lexer.line();
    lexer.skipBlanksOfLine();
    boolean nothingElse = lexer.line() == line && lexer.skipLine();
    cursor.forget();
    copyDataLine = lexer.line();
    copyData = new CopyData(cursor, script, open.line(), copyDataLine);
    if (!nothingElse) {
      throw Faults.besideCopy(script, line);
    }
  }
}
