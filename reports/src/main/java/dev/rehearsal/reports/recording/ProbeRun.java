package dev.rehearsal.reports.recording;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One class of application statement, fired on a schedule during a traffic take. Waiting counts
 * from when a firing was due, not from when it was sent. For the whole run and for each phase, due
 * = answered + timed out + refused.
 *
 * @param name such as {@code orders read}
 * @param session its session's application name
 * @param kind {@code read}, {@code write} or {@code custom}
 * @param relation the table it works on, or null for a user's own SQL
 * @param version of the application that it belongs to, or null
 * @param sql its text with {@code $1} for parameters
 * @param periodNanos between two due times
 * @param timeoutNanos after which it counts as timed out
 * @param due how often it was due
 * @param answered how often the server answered without an error in time
 * @param timedOut how often no answer came in time, sent or not
 * @param refused how often the server answered with an error or could not be reached
 * @param errors the refusals by SQLSTATE
 * @param phases the same counts by the phase in which they were due
 * @param histogram of the waiting of all answered ones in nanoseconds: HdrHistogram, compressed,
 *     base64
 * @param series the waiting over time, for drawing
 * @param late the firings that overlapped a lock wait of the probe's session, in order of due time
 * @param lateOmitted how many such firings are not listed (the shortest are left out)
 */
public record ProbeRun(
    String name,
    String session,
    String kind,
    String relation,
    String version,
    String sql,
    long periodNanos,
    long timeoutNanos,
    long due,
    long answered,
    long timedOut,
    long refused,
    SortedMap<String, Long> errors,
    List<PhaseCount> phases,
    String histogram,
    List<Bucket> series,
    List<Late> late,
    long lateOmitted) {

  public ProbeRun {
    errors = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(errors));
    phases = List.copyOf(phases);
    series = List.copyOf(series);
    late = List.copyOf(late);
  }

  /**
   * The counts of one phase, by when a firing was due.
   *
   * @param straddled how many of them were due in this phase and answered in a later one; they are
   *     in {@code answered} too but not in {@code histogram}
   * @param histogram waiting of those answered in the phase they were due in
   */
  public record PhaseCount(
      String phase,
      long due,
      long answered,
      long timedOut,
      long refused,
      long straddled,
      String histogram) {}

  /**
   * A stretch of time, of equal length for all probes of a take.
   *
   * @param fromNanos its start in the take
   * @param toNanos its end
   * @param due how many firings were due in it
   * @param completed how many answers came in it
   * @param medianNanos median waiting of those due in it, or null if none was answered
   * @param maxNanos longest waiting of those due in it (timed-out ones count with their waiting),
   *     or null if none was due
   * @param failed how many of those due in it timed out or were refused
   */
  public record Bucket(
      long fromNanos,
      long toNanos,
      long due,
      long completed,
      Long medianNanos,
      Long maxNanos,
      long failed) {}

  /**
   * A firing that a lock may have delayed.
   *
   * @param outcome {@code answered}, {@code timed out} or an SQLSTATE
   */
  public record Late(long dueNanos, long waitedNanos, String outcome) {}
}
