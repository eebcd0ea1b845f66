package dev.rehearsal.harness.migration;

import java.util.List;

/**
 * One SQL statement of a script.
 *
 * @param index 1 for the first statement of the migration, across scripts; {@link #BOOKKEEPING} for
 *     one that the runner says for itself
 * @param script path of the file as the user named it (a directory's files: the directory as named,
 *     then the file name)
 * @param line line of its first word, from 1
 * @param sql its text without the semicolon, from its first word (or a comment inside it) to its
 *     last
 * @param kind how it has to be sent
 * @param copyData for {@link Kind#COPY_FROM_STDIN} the lines after it up to {@code \.}, which is
 *     left out; else null
 * @param remarks comments addressed to this program, before the statement or within it
 */
public record Statement(
    int index,
    String script,
    int line,
    String sql,
    Kind kind,
    String copyData,
    List<Remark> remarks) {

  /** The index of a statement that is the runner's and not the migration's. */
  public static final int BOOKKEEPING = 0;

  public Statement {
    remarks = List.copyOf(remarks);
  }

  /** One without remarks. */
  public Statement(int index, String script, int line, String sql, Kind kind, String copyData) {
    this(index, script, line, sql, kind, copyData, List.of());
  }

  /** Whether the runner says it for itself. */
  public boolean bookkeeping() {
    return index == BOOKKEEPING;
  }

  /** Whether it is BEGIN or START TRANSACTION. */
  public boolean beginsTransaction() {
    return kind == Kind.TRANSACTION_CONTROL
        && List.of("BEGIN", "START").contains(LeadingWords.of(sql).first());
  }

  /** Whether no transaction is open behind it that was open before. */
  public boolean endsTransaction() {
    return kind == Kind.TRANSACTION_CONTROL && !beginsTransaction() && !needsBlock();
  }

  /**
   * Whether the server refuses it where nobody has said BEGIN, also in the implicit block of a
   * message: about savepoints, and {@code AND CHAIN}.
   */
  public boolean needsBlock() {
    List<String> words = LeadingWords.words(sql);
    boolean chains = words.contains("chain") && !words.contains("no");
    return kind == Kind.TRANSACTION_CONTROL && (chains || LeadingWords.of(sql).savepoint());
  }

  /** Whether the text is one of {@link Kind#TRANSACTION_CONTROL}. */
  public static boolean controlsTransaction(String sql) {
    return LeadingWords.of(sql).transactionControl();
  }

  /** {@code file:line}, as terminals and editors link it. */
  public String place() {
    return script + ":" + line;
  }

  /**
   * A comment that begins with {@code rehearse:}.
   *
   * @param line where it begins, from 1
   * @param text without the comment's own signs
   */
  public record Remark(int line, String text) {}

  /** How a statement has to be sent. */
  public enum Kind {
    /**
     * BEGIN, START TRANSACTION, COMMIT, END, ROLLBACK, ABORT, SAVEPOINT, RELEASE, PREPARE
     * TRANSACTION.
     */
    TRANSACTION_CONTROL,
    /** COPY … FROM STDIN with its data in the file. */
    COPY_FROM_STDIN,
    /** Everything else: one round trip. */
    PLAIN
  }
}
