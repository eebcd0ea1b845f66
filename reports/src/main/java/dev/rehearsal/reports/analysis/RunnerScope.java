package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Batch;
import dev.rehearsal.reports.recording.Grouping;
import dev.rehearsal.reports.recording.Migration;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where the runner, and not the script, opens a transaction. */
final class RunnerScope {

  private final Migration migration;
  private final List<StatementRun> runs;

  RunnerScope(Recording recording) {
    this.migration = recording.migration();
    this.runs = recording.facts().map(take -> take.statements()).orElse(List.of());
  }

  /** The batch of a statement that a runner sends; none for plain SQL files. */
  Optional<Batch> batch(int statement) {
    return migration.batches().stream().filter(batch -> batch.has(statement)).findFirst();
  }

  /** Why both statements are in one transaction, if the runner made it so. */
  Optional<String> together(int first, int second) {
    return batch(first).filter(batch -> batch.has(second)).flatMap(batch -> why(batch, second));
  }

  /** Why the statement is in a transaction, if the runner made it so. */
  Optional<String> why(int statement) {
    return batch(statement).flatMap(batch -> why(batch, statement));
  }

  private Optional<String> why(Batch batch, int statement) {
    String runner = migration.runner();
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
