package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Batch;
import dev.rehearsal.reports.recording.Grouping;
import dev.rehearsal.reports.recording.Migration;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TransactionRun;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Where the runner, and not the script, opens a transaction. */
final class RunnerScope {

  private final Migration migration;
  private final String runner;
  private final List<StatementRun> runs;
  private final List<TransactionRun> transactions;

  RunnerScope(Recording recording) {
    this.migration = recording.migration();
    this.runner = RunnerName.of(recording);
    this.runs = recording.facts().map(Take::statements).orElse(List.of());
    this.transactions = recording.facts().map(Take::transactions).orElse(List.of());
  }

  /** The batch of a statement that a runner sends; none for plain SQL files. */
  Optional<Batch> batch(int statement) {
    return migration.batches().stream().filter(batch -> batch.has(statement)).findFirst();
  }

  /** Why both statements are in one transaction, if the runner made it so. */
  Optional<String> together(int first, int second) {
    if (migration.command() != null) {
      return inOne(first, second)
          ? Optional.of(runner + " runs both in one transaction")
          : Optional.empty();
    }
    return batch(first).filter(batch -> batch.has(second)).flatMap(batch -> why(batch, second));
  }

  /** Why the statement is in a transaction, if the runner made it so. */
  Optional<String> why(int statement) {
    if (migration.command() != null) {
      return observed(statement);
    }
    return batch(statement).flatMap(batch -> why(batch, statement));
  }

  private Optional<String> why(Batch batch, int statement) {
    if (batch.grouping() == Grouping.TRANSACTION) {
      return Optional.of(
          batch.parts().size() > 1
              ? runner + " runs all pending migrations in one transaction"
              : runner + " runs each file in a transaction");
    }
    Batch.Part part = part(batch, statement);
    boolean message =
        batch.grouping() == Grouping.MESSAGE
            && part.lastStatement() > part.firstStatement()
            && !beginsItself(part, statement);
    return message
        ? Optional.of(
            runner
                + " sends "
                + Labels.file(part.script())
                + " as one message, which is one transaction because it has "
                + (part.lastStatement() - part.firstStatement() + 1)
                + " statements")
        : Optional.empty();
  }

  /** As seen: an implicit block has no BEGIN, but other statements in it. */
  private Optional<String> observed(int statement) {
    Integer transaction = transaction(statement);
    if (transaction == null) {
      return Optional.empty();
    }
    boolean begun =
        transactions.stream().anyMatch(each -> each.index() == transaction && each.explicit());
    if (begun) {
      return Optional.of(runner + " runs it in a transaction");
    }
    return runs.stream().filter(run -> transaction.equals(run.transaction())).count() > 1
        ? Optional.of(
            runner + " sends it in one message with others, which makes one transaction of them")
        : Optional.empty();
  }

  private boolean inOne(int first, int second) {
    return transaction(first) != null && transaction(first).equals(transaction(second));
  }

  private Integer transaction(int statement) {
    return runs.stream()
        .filter(run -> run.index() == statement)
        .map(StatementRun::transaction)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private boolean beginsItself(Batch.Part part, int statement) {
    return runs.stream()
        .filter(run -> part.has(run.index()) && run.index() < statement)
        .map(run -> run.sql().strip().toUpperCase(Locale.ROOT))
        .anyMatch(sql -> sql.startsWith("BEGIN") || sql.startsWith("START TRANSACTION"));
  }

  /** The part of a batch that has the statement. */
  static Batch.Part part(Batch batch, int statement) {
    return batch.parts().stream().filter(each -> each.has(statement)).findFirst().orElseThrow();
  }
}
