package dev.rehearsal.harness.probe;

/**
 * What became of one firing. Exactly one of: answered ({@code sqlState} null, not timed out), timed
 * out, refused.
 *
 * @param dueNanos when it was due
 * @param endedNanos when it was known what became of it
 * @param timedOut whether no answer came in time, sent or not
 * @param sqlState the server's code if it refused, else null
 */
public record Outcome(long dueNanos, long endedNanos, boolean timedOut, String sqlState) {

  public long waitedNanos() {
    return endedNanos - dueNanos;
  }

  /** {@code answered}, {@code timed out} or the SQLSTATE. */
  public String label() {
    if (timedOut) {
      return "timed out";
    }
    return sqlState == null ? "answered" : sqlState;
  }

  public boolean answered() {
    return !timedOut && sqlState == null;
  }
}
