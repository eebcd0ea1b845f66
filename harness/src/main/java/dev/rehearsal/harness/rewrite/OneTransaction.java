package dev.rehearsal.harness.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Statements that were performed in one transaction, in order.
 *
 * @param statements at least one
 * @param block whether the migration or the user opened it, so that it may have several
 */
record OneTransaction(List<Observed> statements, boolean block) {

  /** These need the transaction that they stand in. */
  private static final Set<String> BOUND =
      Set.of(
          "SAVEPOINT",
          "RELEASE",
          "ROLLBACK",
          "LOCK TABLE",
          "DECLARE CURSOR",
          "SET CONSTRAINTS",
          "PREPARE TRANSACTION");

  OneTransaction {
    statements = List.copyOf(statements);
  }

  /**
   * The transactions of a migration.
   *
   * @param explicit those that a block or the user opened, by index
   */
  static List<OneTransaction> of(List<Observed> statements, Set<Integer> explicit) {
    List<OneTransaction> transactions = new ArrayList<>();
    for (int from = 0; from < statements.size(); ) {
      Integer transaction = statements.get(from).run().transaction();
      int to = from + 1;
      while (to < statements.size() && transaction.equals(statements.get(to).run().transaction())) {
        to++;
      }
      transactions.add(
          new OneTransaction(statements.subList(from, to), explicit.contains(transaction)));
      from = to;
    }
    return transactions;
  }

  Observed first() {
    return statements.get(0);
  }

  Observed last() {
    return statements.get(statements.size() - 1);
  }

  /** Whether locks of one statement are held while others work. */
  boolean accumulates() {
    return block && statements.size() > 2 && statements.stream().anyMatch(Observed::worksUnderLock);
  }

  /** Whether it cannot be dissolved, because a statement means something only within it. */
  boolean bound() {
    return statements.stream()
        .anyMatch(
            each ->
                BOUND.contains(String.valueOf(each.run().tag()))
                    || each.statement().sql().toUpperCase(Locale.ROOT).contains("ON COMMIT"));
  }
}
