package dev.rehearsal.harness.migration;

/**
 * Takes the values out of SQL and out of the server's messages, so that a recording can be handed
 * around: names and structure stay, data do not. Never fails, whatever the text.
 */
public final class Literals {
  private Literals() {}

  /**
   * The statement without its values and comments, line breaks kept.
   *
   * <ul>
   *   <li>Every string constant becomes {@code '…'}. Kept are amounts with a unit in SET, as in
   *       {@code SET lock_timeout = '2s'}.
   *   <li>Numbers become {@code ?}, except in definitions and other commands without data (CREATE,
   *       ALTER, SET, …), where {@code varchar(20)} and {@code DEFAULT 0} stay readable. In a
   *       definition that holds a query they become {@code ?} from the query on.
   *   <li>Of a dollar-quoted DO, function or procedure body in SQL or PL/pgSQL the code stays, with
   *       strings and numbers masked; a body in another language is masked whole.
   *   <li>Comments are dropped: nobody knows what is in them.
   * </ul>
   *
   * @param sql one statement, well-formed or not
   */
  public static String mask(String sql) {
    return SqlMask.statement(sql);
  }

  /**
   * A server's message without the values that it quotes and without its severity. Only the first
   * line is kept: what the driver appends (detail, context) quotes rows. What a RAISE said is
   * hidden, and so is what may have been said by one.
   *
   * @param sqlState five characters, or null for a message of the driver's own
   * @param message may be null, which it then returns
   * @param routine the server's function that sent it, as in pgjdbc's {@code
   *     ServerErrorMessage.getRoutine()}, which tells a RAISE for certain; or null if not known
   */
  public static String maskMessage(String sqlState, String message, String routine) {
    return message == null ? null : MessageMask.mask(sqlState, message, routine);
  }

  /**
   * What a program printed, without what looks like a value: quoted strings, and what the server's
   * details say of keys and rows. It is not parsed, so that numbers outside of them stay.
   */
  public static String maskOutput(String text) {
    return OutputMask.mask(text);
  }

  /** The same, with the routine not known. */
  public static String maskMessage(String sqlState, String message) {
    return maskMessage(sqlState, message, null);
  }
}
