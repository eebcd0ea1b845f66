package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.ToolRun;
import dev.rehearsal.reports.recording.Wait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * {@code runner-blocks-itself}: statements that failed while they waited for nobody but another
 * session of the migration tool itself. One that the tool says for itself is told with the
 * migration's statement before it.
 */
final class OwnWaitFindings {

  private static final int BEGINNING = 60;

  private final Evidence evidence;
  private final String runner;

  OwnWaitFindings(Evidence evidence) {
    this.evidence = evidence;
    this.runner = RunnerName.of(evidence.recording());
  }

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    Set<Integer> told = new TreeSet<>();
    for (Take take : evidence.recording().takes()) {
      Stream.concat(take.statements().stream(), take.bookkeeping().stream())
          .filter(run -> run.outcome() == StatementRun.Outcome.FAILED)
          .forEach(
              run ->
                  last(run, take)
                      .filter(wait -> told.add(run.index()))
                      .ifPresent(wait -> findings.add(finding(run, wait, take))));
    }
    return findings;
  }

  /** The wait in which the statement ended. */
  private static Optional<Wait> last(StatementRun run, Take take) {
    long ended = run.startedNanos() + run.elapsedNanos();
    Set<String> own = own(take);
    own.remove(run.session());
    return take.waits().stream()
        .filter(wait -> wait.session().equals(run.session()))
        .filter(wait -> wait.fromNanos() >= run.startedNanos() && wait.fromNanos() <= ended)
        .max(Comparator.comparingLong(Wait::fromNanos))
        .filter(wait -> !wait.blockers().isEmpty() && own.containsAll(wait.blockers()));
  }

  /** The migration's statement that came last before it, or null. */
  private static Integer before(StatementRun bookkeeping, Take take) {
    return take.statements().stream()
        .filter(run -> run.outcome() != StatementRun.Outcome.SKIPPED)
        .filter(run -> run.startedNanos() <= bookkeeping.startedNanos())
        .max(Comparator.comparingLong(StatementRun::startedNanos))
        .map(StatementRun::index)
        .orElse(null);
  }

  private static String beginning(StatementRun run) {
    String words = run.sql().strip().replaceAll("\\s+", " ");
    return words.length() <= BEGINNING ? words : words.substring(0, BEGINNING) + "…";
  }

  /** All sessions of the tool. */
  private static Set<String> own(Take take) {
    Set<String> own = new HashSet<>();
    take.statements().forEach(run -> own.add(run.session()));
    take.bookkeeping().forEach(run -> own.add(run.session()));
    if (take.tool() != null) {
      take.tool().connections().stream().map(ToolRun.Connection::session).forEach(own::add);
    }
    return own;
  }

  private Finding finding(StatementRun run, Wait wait, Take take) {
    boolean own = run.index() == 0;
    return new Finding(
        FindingKind.RUNNER_BLOCKS_ITSELF.id(),
        Severity.ERROR,
        own ? before(run, take) : run.index(),
        wait.relation(),
        (own ? "what " + runner + " says for itself (" + beginning(run) + ")" : "it")
            + " waited for the session "
            + String.join(", ", wait.blockers())
            + " of "
            + runner
            + " itself ("
            + wait.lockType()
            + ") and for nobody else, until it was ended",
        (own ? "the bookkeeping" : evidence.labels().statement(run.index()))
            + " never ends in a deploy with "
            + runner
            + ": it waits for a transaction of the tool, and the tool for the statement",
        RunnerAdvice.withoutOwnWait(runner));
  }
}
