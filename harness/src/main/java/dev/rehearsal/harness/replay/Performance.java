package dev.rehearsal.harness.replay;

import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.TransactionRun;
import java.util.List;

/**
 * The migration, performed once.
 *
 * @param statements its own, in order
 * @param bookkeeping what the runner said for itself, in order
 * @param incomplete why it did not run to its end though no statement of it failed, or null
 */
public record Performance(
    List<StatementRun> statements,
    List<StatementRun> bookkeeping,
    List<TransactionRun> transactions,
    String incomplete) {
  public Performance {
    statements = List.copyOf(statements);
    bookkeeping = List.copyOf(bookkeeping);
    transactions = List.copyOf(transactions);
  }

  /** Whether a statement of the migration failed. */
  public boolean failed() {
    return statements.stream().anyMatch(run -> run.outcome() == StatementRun.Outcome.FAILED);
  }
}
