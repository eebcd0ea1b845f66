package dev.rehearsal.harness.replay;

import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.TransactionRun;
import dev.rehearsal.reports.recording.Wait;
import java.util.List;

/**
 * The migration, performed once.
 *
 * @param statements its own, in order
 * @param bookkeeping what the runner said for itself, in order
 * @param incomplete why it did not run to its end though no statement of it failed, or null
 * @param waits of the migration for the tool's own session, which had to be ended
 */
public record Performance(
    List<StatementRun> statements,
    List<StatementRun> bookkeeping,
    List<TransactionRun> transactions,
    String incomplete,
    List<Wait> waits) {
  public Performance {
    statements = List.copyOf(statements);
    bookkeeping = List.copyOf(bookkeeping);
    transactions = List.copyOf(transactions);
    waits = List.copyOf(waits);
  }

  /** One without waits for the tool's own session. */
  public Performance(
      List<StatementRun> statements,
      List<StatementRun> bookkeeping,
      List<TransactionRun> transactions,
      String incomplete) {
    this(statements, bookkeeping, transactions, incomplete, List.of());
  }

  /** Whether a statement of the migration failed. */
  public boolean failed() {
    return statements.stream().anyMatch(run -> run.outcome() == StatementRun.Outcome.FAILED);
  }
}
