package dev.rehearsal.reports.recording;

/** How a runner sends the statements of one batch. Written in lower case in the file. */
public enum Grouping {
  /** One by one: each is a transaction of its own unless the script opens a block, as with psql. */
  STATEMENTS,
  /**
   * All in one simple-query message: an implicit transaction block, in which BEGIN and COMMIT of
   * the script count, and outside of any block if it is a single statement (PostgreSQL
   * documentation, "Multiple Statements in a Simple Query").
   */
  MESSAGE,
  /** Between a BEGIN and a COMMIT of the runner. */
  TRANSACTION
}
