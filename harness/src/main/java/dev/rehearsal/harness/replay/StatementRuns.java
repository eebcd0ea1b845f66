package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Outcome;

/** Puts a performed statement into the recording's form. */
public final class StatementRuns {

  private StatementRuns() {}

  public static StatementRun of(
      Statement statement,
      String session,
      Integer transaction,
      Performed performed,
      Masking masking) {
    Answer answer = performed.answer();
    Facts facts = performed.facts() == null ? Facts.NONE : performed.facts();
    return run(statement, session, transaction, answer, facts, outcome(answer), masking);
  }

  private static Outcome outcome(Answer answer) {
    if (answer.ok()) {
      return Outcome.OK;
    }
    return answer.surroundingsFailed() ? Outcome.LOST : Outcome.FAILED;
  }

  /** One that did not run. */
  public static StatementRun skipped(Statement statement, String session, Masking masking) {
    Answer nothing = Answer.bare(0, 0, null, null, null);
    return run(statement, session, null, nothing, Facts.NONE, Outcome.SKIPPED, masking);
  }

  private static StatementRun run(
      Statement statement,
      String session,
      Integer transaction,
      Answer answer,
      Facts facts,
      Outcome outcome,
      Masking masking) {
    return new StatementRun(
        statement.index(),
        session,
        transaction,
        statement.script(),
        statement.line(),
        masking.sql(statement.sql()),
        answer.tag(),
        answer.startedNanos(),
        answer.endedNanos() - answer.startedNanos(),
        outcome,
        answer.sqlState(),
        answer.ok() ? null : masking.message(answer.sqlState(), answer.message(), answer.routine()),
        answer.rows(),
        facts.wrapped(),
        facts.walBytes(),
        facts.locks(),
        facts.scanned(),
        facts.rewritten(),
        facts.rebuilt(),
        facts.built(),
        facts.replaced(),
        facts.modified(),
        facts.changes().stream().map(change -> MaskedChange.of(change, masking)).toList(),
        facts.sizeDelta(),
        answer.notices().stream().map(notice -> text(notice, masking)).toList(),
        facts.progress(),
        facts.gaps());
  }

  /** The code and text of the error of an answer that failed. */
  public static String message(Answer answer, Masking masking) {
    return answer.sqlState()
        + " "
        + masking.message(answer.sqlState(), answer.message(), answer.routine());
  }

  /** A notice without a code is our own and needs no mask. */
  private static String text(Answer.Notice notice, Masking masking) {
    return notice.sqlState() == null
        ? notice.text()
        : masking.message(notice.sqlState(), notice.text(), notice.routine());
  }

  /** The same run, failed after all. */
  public static StatementRun failed(StatementRun run, String sqlState, String message) {
    return new StatementRun(
        run.index(),
        run.session(),
        run.transaction(),
        run.script(),
        run.line(),
        run.sql(),
        null,
        run.startedNanos(),
        run.elapsedNanos(),
        Outcome.FAILED,
        sqlState,
        message,
        run.rows(),
        run.wrapped(),
        run.walBytes(),
        run.locks(),
        run.scanned(),
        run.rewritten(),
        run.rebuilt(),
        run.built(),
        run.replaced(),
        run.modified(),
        run.changes(),
        run.sizeDelta(),
        run.notices(),
        run.progress(),
        run.gaps());
  }
}
