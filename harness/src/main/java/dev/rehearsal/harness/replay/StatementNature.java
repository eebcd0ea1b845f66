package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.migration.Statement;
import java.util.Locale;
import java.util.Set;

/** How a statement has to be run to be inspected, as its first words tell. */
final class StatementNature {

  private StatementNature() {}

  /** These fail outside a transaction block; wrapped, they would succeed. */
  static boolean needsABlock(Statement statement) {
    return Set.of("LOCK", "DECLARE").contains(firstWord(statement));
  }

  /** In a block of ours SET LOCAL would not be warned of; and there is nothing to see. */
  static boolean changesSettings(Statement statement) {
    return Set.of("SET", "RESET", "SHOW").contains(firstWord(statement));
  }

  /**
   * Whether it does nothing else where it has to wait: skip the table, or run the user's own code,
   * which may.
   */
  static boolean waitsInAnyCase(Statement statement) {
    return !Set.of("CALL", "DO").contains(firstWord(statement))
        && !statement.sql().toUpperCase(Locale.ROOT).contains("SKIP_LOCKED");
  }

  static String firstWord(Statement statement) {
    return statement.sql().split("\\W+", 2)[0].toUpperCase(Locale.ROOT);
  }
}
