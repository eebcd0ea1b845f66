package dev.rehearsal.harness.rewrite;

import dev.rehearsal.reports.recording.StatementRun.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through a migration and puts safer steps in the place of what does harm. What is harmless
 * stays as it is, and so does what nothing safer is known for.
 */
public final class Derivation {

  private final int major;
  private final Draft draft = new Draft();

  private Derivation(int major) {
    this.major = major;
  }

  /**
   * The safer form.
   *
   * @param statements all statements, in order
   * @param explicit the transactions of the facts take that a block or the user opened, by index
   * @param major version of the server
   * @return empty if a statement failed or none does harm
   */
  public static Optional<SaferForm> of(
      List<Observed> statements, Set<Integer> explicit, int major) {
    if (statements.stream().anyMatch(each -> each.run().outcome() != Outcome.OK)) {
      return Optional.empty();
    }
    Derivation derivation = new Derivation(major);
    OneTransaction.of(statements, explicit).forEach(derivation::derive);
    return derivation.draft.form();
  }

  private void derive(OneTransaction transaction) {
    Map<Integer, Steps> safer = safer(transaction);
    if (safer.isEmpty() && !transaction.accumulates()) {
      keep(transaction);
    } else if (!transaction.block()) {
      draft.put(transaction.first(), safer);
    } else if (transaction.bound()) {
      draft.unchanged(
          transaction, "its transaction has savepoints, cursors or locks that only hold within it");
      keep(transaction);
    } else {
      new Dissolution(draft).of(transaction, safer);
    }
  }

  /** For the statements that do harm, and for which there is something safer, what it is. */
  private Map<Integer, Steps> safer(OneTransaction transaction) {
    Map<Integer, Steps> safer = new HashMap<>();
    for (Observed observed : transaction.statements()) {
      if (Harm.isDoneBy(observed)) {
        try {
          safer.put(observed.index(), StatementRewrite.of(observed, major));
        } catch (NoSaferForm none) {
          draft.unchanged(observed, none.getMessage());
        }
      }
    }
    return safer;
  }

  private void keep(OneTransaction transaction) {
    boolean unopened =
        transaction.block()
            && transaction.statements().stream().noneMatch(Observed::transactionControl);
    if (unopened) {
      draft.control(transaction.first(), "BEGIN");
    }
    transaction.statements().forEach(each -> draft.keep(each, !transaction.block()));
    if (unopened) {
      draft.control(transaction.last(), "COMMIT");
    }
  }
}
