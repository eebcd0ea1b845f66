package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * One performance of the migration on a fresh clone of the loaded database.
 *
 * @param kind what it was for
 * @param number 1 for the first of its kind
 * @param incomplete why it did not run to its end, or null if it did; a statement that failed is
 *     not a reason, a server that died is
 * @param phases the stretches of a traffic take, in order; empty for the others
 * @param statements what the migration did, in order
 * @param transactions the migration's transactions, in order
 * @param probes the workload of a traffic take; empty for the others
 * @param waits lock waits of all sessions, in order of their start
 * @param observer how the waits were watched, or null where nobody watched
 * @param queueDrills who stood in the way of which statement of a drill take; a statement of such a
 *     take that was tried again, and its transaction, count from the first try to the last answer
 * @param cancelDrill what cut a drill take short, or null
 * @param wayBack the second half of a rollback take, or null
 * @param steps what a steps take asked, or null
 * @param bookkeeping what the runner said for itself, in order, each with index 0; empty for plain
 *     SQL files
 * @param tool how the user's tool ran, or null where this program performed the migration itself,
 *     and in a race
 * @param race what came of a race take, or null
 */
public record Take(
    TakeKind kind,
    int number,
    String incomplete,
    List<Phase> phases,
    List<StatementRun> statements,
    List<TransactionRun> transactions,
    List<ProbeRun> probes,
    List<Wait> waits,
    Observer observer,
    List<QueueDrill> queueDrills,
    CancelDrill cancelDrill,
    WayBack wayBack,
    Steps steps,
    List<StatementRun> bookkeeping,
    ToolRun tool,
    Race race) {

  public Take {
    phases = List.copyOf(phases);
    statements = List.copyOf(statements);
    transactions = List.copyOf(transactions);
    probes = List.copyOf(probes);
    waits = List.copyOf(waits);
    queueDrills = List.copyOf(queueDrills);
    bookkeeping = bookkeeping == null ? List.of() : List.copyOf(bookkeeping);
  }

  /** One that this program performed itself. */
  public Take(
      TakeKind kind,
      int number,
      String incomplete,
      List<Phase> phases,
      List<StatementRun> statements,
      List<TransactionRun> transactions,
      List<ProbeRun> probes,
      List<Wait> waits,
      Observer observer,
      List<QueueDrill> queueDrills,
      CancelDrill cancelDrill,
      WayBack wayBack,
      Steps steps,
      List<StatementRun> bookkeeping) {
    this(
        kind,
        number,
        incomplete,
        phases,
        statements,
        transactions,
        probes,
        waits,
        observer,
        queueDrills,
        cancelDrill,
        wayBack,
        steps,
        bookkeeping,
        null,
        null);
  }

  /** A race, which is nothing but that. */
  public static Take of(int number, String incomplete, Race race) {
    return new Take(
        TakeKind.RACE,
        number,
        incomplete,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null,
        null,
        List.of(),
        null,
        race);
  }

  /** One without bookkeeping. */
  public Take(
      TakeKind kind,
      int number,
      String incomplete,
      List<Phase> phases,
      List<StatementRun> statements,
      List<TransactionRun> transactions,
      List<ProbeRun> probes,
      List<Wait> waits,
      Observer observer,
      List<QueueDrill> queueDrills,
      CancelDrill cancelDrill,
      WayBack wayBack,
      Steps steps) {
    this(
        kind,
        number,
        incomplete,
        phases,
        statements,
        transactions,
        probes,
        waits,
        observer,
        queueDrills,
        cancelDrill,
        wayBack,
        steps,
        List.of());
  }

  /** The same, performed by the user's tool. */
  public Take by(ToolRun tool) {
    return new Take(
        kind,
        number,
        incomplete,
        phases,
        statements,
        transactions,
        probes,
        waits,
        observer,
        queueDrills,
        cancelDrill,
        wayBack,
        steps,
        bookkeeping,
        tool,
        race);
  }

  /**
   * A stretch of a traffic take.
   *
   * @param name {@code settle}, {@code baseline}, {@code replay} or {@code drain}
   */
  public record Phase(String name, long fromNanos, long toNanos) {}

  /**
   * How the observer did.
   *
   * @param periodNanos what it aimed at between two looks
   * @param looks how often it looked
   * @param longestGapNanos the longest stretch in which it did not look
   */
  public record Observer(long periodNanos, long looks, long longestGapNanos) {}
}
