package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.rewrite.PlannedStep.Patience;
import dev.rehearsal.reports.recording.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The safer form while it is being written, step after step. */
final class Draft {

  private final List<PlannedStep> steps = new ArrayList<>();
  private final List<Rewrite.Unchanged> unchanged = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private boolean improved;

  /** The safer steps for a statement, or the statement itself where there are none. */
  void put(Observed observed, Map<Integer, Steps> safer) {
    Steps found = safer.get(observed.index());
    if (found == null) {
      keep(observed, observed.statement().sql(), observed.locksOutAlone());
    } else {
      replace(observed, found);
    }
  }

  private void replace(Observed observed, Steps found) {
    improved = true;
    int deploysBefore = deploy() - 1;
    found.all().forEach(each -> steps.add(each.later(deploysBefore)));
    if (!found.leftovers().isEmpty()) {
      loses(
          "a failure within statement "
              + observed.index()
              + " leaves "
              + String.join(", or ", found.leftovers())
              + "; the original would have left nothing");
    }
  }

  /**
   * The statement as it is.
   *
   * @param alone whether it is a transaction of its own, so that it can give up and try again
   */
  void keep(Observed observed, boolean alone) {
    boolean mayGiveUp = alone && observed.locksOut() && !observed.worksUnderLock();
    keep(observed, observed.statement().sql(), mayGiveUp);
  }

  /** The statement in a wording of its own. */
  void keep(Observed observed, String sql, boolean mayGiveUp) {
    Statement statement = observed.statement();
    steps.add(
        new PlannedStep(
            observed.index(),
            deploy(),
            sql,
            statement.kind(),
            statement.copyData(),
            mayGiveUp ? Patience.SHORT : Patience.AS_IS,
            null));
  }

  /** BEGIN or COMMIT that the migration left to its runner. */
  void control(Observed observed, String sql) {
    add(observed, sql, Statement.Kind.TRANSACTION_CONTROL, null);
  }

  /** Sets something back that the statement set. */
  void reset(Observed observed, String sql, String why) {
    add(observed, sql, Statement.Kind.PLAIN, why);
  }

  private void add(Observed observed, String sql, Statement.Kind kind, String why) {
    steps.add(new PlannedStep(observed.index(), deploy(), sql, kind, null, Patience.AS_IS, why));
  }

  /** The deploy that the next step belongs to. */
  private int deploy() {
    return steps.stream().mapToInt(PlannedStep::deploy).max().orElse(1);
  }

  /** Nothing safer is known for the statement. */
  void unchanged(Observed observed, String why) {
    unchanged.add(new Rewrite.Unchanged(observed.index(), why));
  }

  /** Nothing safer is known for the transaction, whatever was said of its statements. */
  void unchanged(OneTransaction transaction, String why) {
    unchanged.removeIf(
        each -> transaction.statements().stream().anyMatch(one -> one.index() == each.original()));
    unchanged(transaction.first(), why);
  }

  /** It is better than the original, if only by its transactions. */
  void improved() {
    improved = true;
  }

  /** What a failure in the middle leaves. */
  void loses(String sentence) {
    lost.add(sentence);
  }

  /** What has been written; empty if nothing does harm. */
  Optional<SaferForm> form() {
    if (improved) {
      return Optional.of(new SaferForm(LockTimeouts.around(steps), unchanged, lost));
    }
    return unchanged.isEmpty()
        ? Optional.empty()
        : Optional.of(new SaferForm(List.of(), unchanged, List.of()));
  }
}
