package dev.rehearsal.harness.proxy;

import dev.rehearsal.reports.recording.TransactionRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What passed through a proxy, of all its connections. Safe for threads. */
public final class ProxyLog {

  private final List<ToolConnection> connections = new ArrayList<>();
  private final List<Exchange> exchanges = new ArrayList<>();
  private final List<TransactionRun> transactions = new ArrayList<>();
  private int begun;
  private int inspected;
  private String trouble;
  private boolean insisted;

  /**
   * One connection of the tool.
   *
   * @param session what the recording calls it
   * @param backendPid its server process, 0 until the server let it in
   * @param application the name that it gave itself, or null
   */
  public record ToolConnection(String session, int backendPid, String application) {}

  synchronized String connected(String application) {
    String session = "tool/" + (connections.size() + 1);
    connections.add(new ToolConnection(session, 0, application));
    return session;
  }

  synchronized void letIn(String session, int backendPid) {
    connections.replaceAll(
        each ->
            each.session().equals(session)
                ? new ToolConnection(session, backendPid, each.application())
                : each);
  }

  synchronized int nextIndex() {
    return ++inspected;
  }

  synchronized void trouble(String what) {
    trouble = trouble == null ? what : trouble;
  }

  /** Why what was observed is not whole, or null. */
  public synchronized String trouble() {
    return trouble;
  }

  synchronized void insistedOnEncryption() {
    insisted = true;
  }

  /** Whether a client left because it was not given an encrypted connection. */
  public synchronized boolean encryptionInsistedOn() {
    return insisted;
  }

  synchronized int beginTransaction() {
    return ++begun;
  }

  synchronized void ended(TransactionRun transaction) {
    transactions.add(transaction);
  }

  synchronized void add(Exchange exchange) {
    exchanges.add(exchange);
  }

  /** All connections, in the order in which they came. */
  public synchronized List<ToolConnection> connections() {
    return List.copyOf(connections);
  }

  /** All statements, in the order in which they were sent. */
  public synchronized List<Exchange> exchanges() {
    return exchanges.stream()
        .sorted(
            Comparator.comparingInt(Exchange::index)
                .thenComparingLong(each -> each.performed().answer().startedNanos())
                .thenComparing(Exchange::session)
                .thenComparingInt(Exchange::ordinal))
        .toList();
  }

  /** All transactions that have ended, by index. */
  public synchronized List<TransactionRun> transactions() {
    return transactions.stream().sorted(Comparator.comparingInt(TransactionRun::index)).toList();
  }
}
