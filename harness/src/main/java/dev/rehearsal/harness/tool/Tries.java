package dev.rehearsal.harness.tool;

import dev.rehearsal.harness.migration.LeadingWords;
import dev.rehearsal.harness.proxy.Exchange;
import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.reports.postgres.SqlState;
import dev.rehearsal.reports.recording.Wait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Transactions that a tool sent again because a lock, another transaction or a timeout stood in
 * their way: what the migration said in one of them is, word for word and in its order, what a
 * later one begins with. Then nothing is left of the first, and both are the same statements.
 */
final class Tries {

  /** What passes if one waits a little. */
  private static final Set<String> WORTH_ANOTHER =
      Set.of(
          SqlState.LOCK_NOT_AVAILABLE,
          SqlState.QUERY_CANCELED,
          SqlState.SERIALIZATION_FAILURE,
          SqlState.DEADLOCK_DETECTED);

  private final Set<Integer> inVain = new TreeSet<>();
  private final Map<Exchange, List<String>> before = new IdentityHashMap<>();

  /**
   * @param exchanges of one take, in the order in which they were sent
   * @param own tells which are the migration's
   * @param canceled waits that this program ended, without which there would be no other try
   */
  Tries(List<Exchange> exchanges, Predicate<Exchange> own, List<Wait> canceled) {
    Map<Integer, Sent> byIndex = new LinkedHashMap<>();
    for (Exchange each : exchanges) {
      byIndex.computeIfAbsent(each.transaction(), any -> new Sent()).add(each, own.test(each));
    }
    byIndex.forEach(
        (index, sent) -> {
          if (sent.undone(canceled)) {
            sent.again(byIndex.values()).ifPresent(next -> link(index, sent, next));
          }
        });
  }

  private void link(int index, Sent sent, Sent next) {
    inVain.add(index);
    for (int i = 0; i < sent.own.size(); i++) {
      List<String> ends = new ArrayList<>(before.getOrDefault(sent.own.get(i), List.of()));
      ends.add(sent.failure.sqlState());
      before.put(next.own.get(i), ends);
    }
  }

  /** Whether the tool sent its transaction again later. */
  boolean inVain(Exchange exchange) {
    return inVain.contains(exchange.transaction());
  }

  /** What is to be known of a statement that was tried before, or null if it was not. */
  String before(Exchange exchange) {
    List<String> ends = before.get(exchange);
    return ends == null
        ? null
        : "the tool sent it %s times; its transaction ended with %s before, and times are of the last try"
            .formatted(ends.size() + 1, String.join(", ", new TreeSet<>(ends)));
  }

  /** What was sent in one transaction. */
  private static final class Sent {

    private final List<Exchange> own = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private int statements;
    private long startedNanos;
    private Exchange failed;
    private Answer failure;

    void add(Exchange exchange, boolean isOwn) {
      Answer answer = exchange.performed().answer();
      startedNanos = statements == 0 ? answer.startedNanos() : startedNanos;
      statements++;
      if (isOwn) {
        own.add(exchange);
        texts.add(exchange.sql().strip());
      }
      if (failed == null
          && answer.sqlState() != null
          && WORTH_ANOTHER.contains(answer.sqlState())) {
        failed = exchange;
        failure = answer;
      }
    }

    /** Whether it ended so that another try is worth it, and left nothing behind. */
    boolean undone(List<Wait> canceled) {
      return failed != null
          && !own.isEmpty()
          && !mayOutlive()
          && canceled.stream().noneMatch(this::endedIn);
    }

    /** Outside of a transaction block these do their work in several transactions. */
    private boolean mayOutlive() {
      String first = LeadingWords.words(failed.sql()).stream().findFirst().orElse("");
      return failed.sql().toLowerCase(Locale.ROOT).contains("concurrently")
          || statements == 1 && Set.of("call", "do").contains(first);
    }

    private boolean endedIn(Wait wait) {
      return wait.session().equals(failed.session())
          && wait.fromNanos() >= failure.startedNanos()
          && wait.fromNanos() <= failure.endedNanos();
    }

    Optional<Sent> again(Collection<Sent> all) {
      return all.stream()
          .filter(next -> next.startedNanos >= failure.endedNanos())
          .filter(next -> next.texts.size() >= texts.size())
          .filter(next -> next.texts.subList(0, texts.size()).equals(texts))
          .findFirst();
    }
  }
}
