package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.migration.Statement.Kind;
import java.util.List;
import java.util.Locale;

/** How the statements of one simple query lie in transactions. */
final class TransactionScope {

  private TransactionScope() {}

  /**
   * Whether transaction control comes while the transaction is one that nobody has said BEGIN to.
   * The server then makes the statements before it part of a block, or ends them with a warning,
   * which sending them one by one would not.
   *
   * @param idle whether no block is open before the query
   */
  static boolean mixed(List<SqlParts.Part> parts, boolean idle) {
    boolean block = !idle;
    boolean nobodySaidBegin = false;
    for (SqlParts.Part part : parts) {
      if (part.kind() != Kind.TRANSACTION_CONTROL) {
        nobodySaidBegin |= !block;
      } else if (nobodySaidBegin || !block && !begins(part.sql())) {
        return true;
      } else if (begins(part.sql())) {
        block = true;
      } else {
        block = !ends(part.sql());
      }
    }
    return false;
  }

  /**
   * The same for statements that were sent one behind the other up to one Sync, among which LOCK
   * and DECLARE are refused as they are outside a block.
   */
  static boolean apart(List<SqlParts.Part> parts) {
    return mixed(parts, true) || parts.stream().anyMatch(TransactionScope::needsABlock);
  }

  private static boolean needsABlock(SqlParts.Part part) {
    String start = part.sql().strip().toLowerCase(Locale.ROOT);
    return start.startsWith("lock") || start.startsWith("declare");
  }

  private static boolean begins(String sql) {
    String start = sql.strip().toLowerCase(Locale.ROOT);
    return start.startsWith("begin") || start.startsWith("start");
  }

  /** Whether no block is open afterwards. */
  private static boolean ends(String sql) {
    String[] words = sql.strip().toLowerCase(Locale.ROOT).split("\\s+");
    String all = " " + String.join(" ", words) + " ";
    boolean control = List.of("commit", "end", "rollback", "abort", "prepare").contains(words[0]);
    boolean goesOn = all.contains(" to ") || all.contains(" and chain ");
    return control && !goesOn;
  }
}
