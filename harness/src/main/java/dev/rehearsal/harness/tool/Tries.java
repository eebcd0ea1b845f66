package dev.rehearsal.harness.tool;

import dev.rehearsal.harness.proxy.Exchange;
import dev.rehearsal.reports.postgres.SqlState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Statements that a tool sent again because a lock, another transaction or a timeout stood in their
 * way: those of a transaction that ended so are the same statements when they come again.
 */
final class Tries {

  /** What passes if one waits a little. */
  private static final Set<String> WORTH_ANOTHER =
      Set.of(
          SqlState.LOCK_NOT_AVAILABLE,
          SqlState.QUERY_CANCELED,
          SqlState.SERIALIZATION_FAILURE,
          SqlState.DEADLOCK_DETECTED);

  private final Map<Exchange, String> inVain = new HashMap<>();
  private final Function<Exchange, String> key;

  /**
   * @param exchanges of one take, in the order in which they were sent
   * @param key tells which are of the same text
   */
  Tries(List<Exchange> exchanges, Function<Exchange, String> key) {
    this.key = key;
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < exchanges.size(); i++) {
      last.put(key.apply(exchanges.get(i)), i);
    }
    Map<Integer, String> ended = new HashMap<>();
    for (int i = 0; i < exchanges.size(); i++) {
      Exchange each = exchanges.get(i);
      String sqlState = each.performed().answer().sqlState();
      if (sqlState != null && WORTH_ANOTHER.contains(sqlState) && last.get(key.apply(each)) > i) {
        ended.put(each.transaction(), sqlState);
      }
    }
    for (int i = 0; i < exchanges.size(); i++) {
      Exchange each = exchanges.get(i);
      String sqlState = ended.get(each.transaction());
      if (sqlState != null && last.get(key.apply(each)) > i) {
        inVain.put(each, sqlState);
      }
    }
  }

  /** Whether the tool sent it again later. */
  boolean inVain(Exchange exchange) {
    return inVain.containsKey(exchange);
  }

  /** What is to be known of a statement that was tried before, or null if it was not. */
  String before(Exchange exchange) {
    List<Exchange> same = new ArrayList<>(inVain.keySet());
    same.removeIf(each -> !key.apply(each).equals(key.apply(exchange)));
    if (same.isEmpty()) {
      return null;
    }
    Set<String> sqlStates = new TreeSet<>();
    same.forEach(each -> sqlStates.add(inVain.get(each)));
    return "the tool sent it %s times; its transaction ended with %s before, and times are of the last try"
        .formatted(same.size() + 1, String.join(", ", sqlStates));
  }
}
