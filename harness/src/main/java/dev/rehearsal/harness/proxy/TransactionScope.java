package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.migration.Statement.Kind;
import java.util.List;
import java.util.Locale;

/** How statements that are sent together lie in transactions. */
final class TransactionScope {

  private TransactionScope() {}

  /**
   * Whether statements of one simple query can be sent one by one with the same effect, with a
   * block of ours for the transaction that nobody has said BEGIN to. A BEGIN that finds such a
   * block takes it over, but not if it says how the block is to be: ours has seen queries then. Nor
   * can it be prepared for a second phase, which ends such a transaction with a warning.
   *
   * @param idle whether no block is open before the query
   */
  static boolean separable(List<SqlParts.Part> parts, boolean idle) {
    boolean block = !idle;
    boolean ours = false;
    for (SqlParts.Part part : parts) {
      if (part.kind() != Kind.TRANSACTION_CONTROL) {
        ours |= !block;
        block = true;
        continue;
      }
      Control control = Control.of(part.sql());
      if (ours && (control == Control.BEGIN_WITH_MODES || control == Control.PREPARE)) {
        return false;
      }
      block = block && !control.ends() || control.begins();
      ours &= !control.begins() && !control.ends();
    }
    return true;
  }

  /**
   * Whether statements that were sent one behind the other up to one Sync have to stay together:
   * what BEGIN and COMMIT behind others do, and LOCK and DECLARE outside a block, depends on where
   * the Sync is, and on the server's version.
   */
  static boolean together(List<SqlParts.Part> parts) {
    return parts.stream().anyMatch(TransactionScope::needsABlock) || controlBehindOthers(parts);
  }

  private static boolean controlBehindOthers(List<SqlParts.Part> parts) {
    boolean block = false;
    boolean nobodySaidBegin = false;
    for (SqlParts.Part part : parts) {
      if (part.kind() != Kind.TRANSACTION_CONTROL) {
        nobodySaidBegin |= !block;
        continue;
      }
      Control control = Control.of(part.sql());
      if (nobodySaidBegin || !block && !control.begins()) {
        return true;
      }
      block = !control.ends();
    }
    return false;
  }

  private static boolean needsABlock(SqlParts.Part part) {
    String start = part.sql().strip().toLowerCase(Locale.ROOT);
    return start.startsWith("lock") || start.startsWith("declare");
  }
}
