package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * A recording with its takes joined, ready to be judged.
 *
 * @param waits the blamed waits of each traffic take
 * @param compatibility null without a steps take
 * @param longestStallNanos null without a traffic take
 * @param meetings what drill takes saw; nothing of it is in the waits, stalls and episodes
 */
record Evidence(
    Recording recording,
    Labels labels,
    LockFacts locks,
    Map<Take, List<BlamedWait>> waits,
    List<Stall> stalls,
    Long longestStallNanos,
    List<StatementResult> statements,
    List<Episode> episodes,
    List<QueueMeeting> meetings,
    Compatibility compatibility) {

  static Evidence of(Recording recording) {
    LockFacts locks = new LockFacts(recording);
    Labels labels = new Labels(recording);
    Episodes episodes = new Episodes(locks, labels);
    Map<Take, List<BlamedWait>> waits = new LinkedHashMap<>();
    List<Stall> stalls = new ArrayList<>();
    Long longest = null;
    for (Take take : recording.takes(TakeKind.TRAFFIC)) {
      List<BlamedWait> blamed = Blame.of(take, locks);
      Stalls ofTake = Stalls.of(take, blamed, locks);
      waits.put(take, blamed);
      stalls.addAll(ofTake.all());
      longest = Math.max(longest == null ? 0 : longest, ofTake.longestNanos());
      episodes.add(take, blamed);
    }
    List<StatementResult> statements =
        new StatementJoin(recording, locks, new WorkUnderLock(locks), stalls).all();
    return new Evidence(
        recording,
        labels,
        locks,
        waits,
        List.copyOf(stalls),
        longest,
        statements,
        episodes.all(),
        recording.takes(TakeKind.DRILL).stream()
            .flatMap(take -> QueueMeeting.of(take, locks).stream())
            .toList(),
        new CompatibilityJoin(recording).compatibility());
  }

  /** The limit on stalls, or null if the user set none. */
  Long maxStall() {
    return recording.request().budgets().maxStallNanos();
  }

  StatementResult statement(int index) {
    return statements.stream().filter(each -> each.index() == index).findFirst().orElseThrow();
  }

  /** Whether the value is above the limit on stalls; never without a limit. */
  boolean exceedsMaxStall(long nanos) {
    return maxStall() != null && nanos > maxStall();
  }

  /**
   * When statements of a kind kept their locks for longer than max-stall in a traffic take. Nobody
   * can be stalled for longer than the lock was held, so without such a hold no stall above the
   * limit can have gone unnoticed, however coarse the instrument.
   */
  List<Span> longHolds(Take take, IntPredicate which) {
    TakeTimes times = new TakeTimes(take);
    return times.indexes().stream()
        .filter(index -> which.test(index))
        .map(index -> times.hold(index).orElseThrow())
        .filter(hold -> exceedsMaxStall(hold.length()))
        .toList();
  }
}
