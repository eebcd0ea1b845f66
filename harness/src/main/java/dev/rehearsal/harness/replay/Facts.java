package dev.rehearsal.harness.replay;

import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one statement did, as the recording's {@link StatementRun} has it.
 *
 * @param wrapped whether it ran in a transaction that was held open while it was inspected
 */
public record Facts(
    boolean wrapped,
    Long walBytes,
    List<Lock> locks,
    List<String> scanned,
    List<String> rewritten,
    List<String> rebuilt,
    List<String> built,
    List<String> replaced,
    List<StatementRun.Modified> modified,
    List<SchemaChange> changes,
    SortedMap<String, Long> sizeDelta,
    List<StatementRun.ProgressPhase> progress,
    List<String> gaps) {

  /** Nobody looked. */
  static final Facts NONE = nothing(false, null);

  /** There is nothing to see, and that is exact. */
  static final Facts NOTHING = nothing(true, 0L);

  /** Nobody could look. */
  public static Facts unseen(String reason) {
    return new Facts(
        false,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new TreeMap<>(),
        List.of(),
        List.of(reason));
  }

  /** The same with one more thing that could not be known. */
  Facts withGap(String gap) {
    List<String> more = new ArrayList<>(gaps);
    more.add(gap);
    return new Facts(
        wrapped, walBytes, locks, scanned, rewritten, rebuilt, built, replaced, modified, changes,
        sizeDelta, progress, more);
  }

  private static Facts nothing(boolean wrapped, Long walBytes) {
    return new Facts(
        wrapped,
        walBytes,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new TreeMap<>(),
        List.of(),
        List.of());
  }
}
