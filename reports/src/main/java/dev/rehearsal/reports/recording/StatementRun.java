package dev.rehearsal.reports.recording;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One statement of the migration, as one take ran it. Locks and work are filled in the facts take
 * only; times are to be quoted from timing takes only.
 *
 * @param index 1 for the migration's first statement; the same statement has the same index in all
 *     takes
 * @param session who ran it, such as {@code rehearse/replay}
 * @param transaction index of the {@link TransactionRun} it belonged to, or null if it did not run
 * @param script path of the file; {@code connection 1} and so on where the user's tool sent it and
 *     no file is known
 * @param line line of the statement's first word, from 1; its number within the connection where no
 *     file is known
 * @param sql its text, literals masked unless the user asked for them
 * @param tag the server's command tag, such as {@code ALTER TABLE}, or null if it did not end well
 * @param startedNanos when it was sent
 * @param elapsedNanos until its answer was complete
 * @param outcome what became of it
 * @param sqlState the server's code if it failed, else null
 * @param message the server's message if it failed, else null
 * @param rows rows that it inserted, updated, deleted or copied, or null where the tag has no count
 * @param wrapped whether the facts take could wrap it in a transaction, so that its facts are exact
 * @param walBytes write-ahead log written, or null where not measured
 * @param locks table and index locks held at its end, strongest first
 * @param scanned tables that were read from start to end
 * @param rewritten tables whose rows were all written anew
 * @param rebuilt indexes that existed and were built anew
 * @param built new indexes on tables that existed before the take
 * @param replaced relations that got empty or copied storage without their rows being written anew,
 *     as by TRUNCATE or SET TABLESPACE
 * @param modified tables whose rows it changed
 * @param changes what it made different in the schema
 * @param sizeDelta growth in bytes by relation, indexes and TOAST under their table; unchanged ones
 *     left out
 * @param notices what the server remarked, in order
 * @param progress phases seen in the server's progress views
 * @param gaps what could not be observed about this statement, one sentence each
 */
public record StatementRun(
    int index,
    String session,
    Integer transaction,
    String script,
    int line,
    String sql,
    String tag,
    long startedNanos,
    long elapsedNanos,
    Outcome outcome,
    String sqlState,
    String message,
    Long rows,
    boolean wrapped,
    Long walBytes,
    List<Lock> locks,
    List<String> scanned,
    List<String> rewritten,
    List<String> rebuilt,
    List<String> built,
    List<String> replaced,
    List<Modified> modified,
    List<SchemaChange> changes,
    SortedMap<String, Long> sizeDelta,
    List<String> notices,
    List<ProgressPhase> progress,
    List<String> gaps) {

  /** The gap of a statement whose {@code changes} are not known. */
  public static final String SCHEMA_UNREAD =
      "what it changed in the schema could not be read, because another session of the tool held a"
          + " table for itself";

  public StatementRun {
    locks = List.copyOf(locks);
    scanned = List.copyOf(scanned);
    rewritten = List.copyOf(rewritten);
    rebuilt = List.copyOf(rebuilt);
    built = List.copyOf(built);
    replaced = List.copyOf(replaced);
    modified = List.copyOf(modified);
    changes = List.copyOf(changes);
    sizeDelta = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(sizeDelta));
    notices = List.copyOf(notices);
    progress = List.copyOf(progress);
    gaps = List.copyOf(gaps);
  }

  /** The same with one more gap. */
  public StatementRun withGap(String gap) {
    List<String> more = new java.util.ArrayList<>(gaps);
    more.add(gap);
    return new StatementRun(
        index,
        session,
        transaction,
        script,
        line,
        sql,
        tag,
        startedNanos,
        elapsedNanos,
        outcome,
        sqlState,
        message,
        rows,
        wrapped,
        walBytes,
        locks,
        scanned,
        rewritten,
        rebuilt,
        built,
        replaced,
        modified,
        changes,
        sizeDelta,
        notices,
        progress,
        more);
  }

  /** When its answer was complete. */
  public long endedNanos() {
    return startedNanos + elapsedNanos;
  }

  /** What became of a statement. Written in lower case in the file. */
  public enum Outcome {
    OK,
    FAILED,
    /** Not known: the connection, the server or its disk gave out meanwhile. */
    LOST,
    /** Not run, because an earlier one failed or the take ended. */
    SKIPPED
  }

  /** Rows of one table that a statement changed. */
  public record Modified(String relation, long inserted, long updated, long deleted) {}

  /**
   * A phase that a progress view reported.
   *
   * @param command such as {@code CREATE INDEX CONCURRENTLY}
   * @param relation the table, or null where it could not be named
   * @param phase the server's own words, such as {@code building index: scanning table}
   * @param seenNanos from its first to its last sighting: a lower bound
   */
  public record ProgressPhase(String command, String relation, String phase, long seenNanos) {}
}
