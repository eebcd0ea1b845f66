package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.QueueDrill;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Puts together what all drill takes say about each statement that was drilled. */
final class LockPolicies {

  private final Evidence evidence;

  LockPolicies(Evidence evidence) {
    this.evidence = evidence;
  }

  /** One for each statement, in order; those with a gap included. */
  List<LockPolicy> all() {
    return drills().stream().map(QueueDrill::statement).distinct().sorted().map(this::of).toList();
  }

  private List<QueueDrill> drills() {
    return evidence.recording().takes(TakeKind.DRILL).stream()
        .map(Take::queueDrills)
        .flatMap(List::stream)
        .toList();
  }

  private LockPolicy of(int statement) {
    QueueDrill any =
        drills().stream().filter(drill -> drill.statement() == statement).findFirst().orElseThrow();
    Optional<QueueMeeting> without =
        meetings(statement).stream().filter(each -> !each.drill().retries()).findFirst();
    List<QueueMeeting> with =
        meetings(statement).stream().filter(each -> each.drill().retries()).toList();
    Optional<QueueDrill> policy = with.stream().map(QueueMeeting::drill).findFirst();
    long tries = with.stream().mapToLong(each -> each.timedOut() + each.wentThrough()).sum();
    long succeeded = with.stream().mapToLong(QueueMeeting::wentThrough).sum();
    return new LockPolicy(
        statement,
        any.relation(),
        any.adversary(),
        any.holdNanos(),
        own(statement),
        without.map(QueueMeeting::gaveUp).orElse(false),
        without.map(QueueMeeting::waitedNanos).orElse(null),
        without.map(QueueMeeting::queuedNanos).orElse(null),
        without.map(QueueMeeting::firings).orElse(null),
        without.map(QueueMeeting::stalledNanos).orElse(null),
        policy.map(QueueDrill::freeNanos).orElse(null),
        policy.map(QueueDrill::lockTimeoutNanos).orElse(null),
        policy.map(QueueDrill::pauseNanos).orElse(null),
        tries,
        succeeded,
        tries == 0 ? null : (double) succeeded / tries,
        with.isEmpty() ? null : longest(with),
        withinBudget(with),
        gap(statement));
  }

  private List<QueueMeeting> meetings(int statement) {
    return evidence.meetings().stream()
        .filter(each -> each.drill().statement() == statement)
        .toList();
  }

  private Long own(int statement) {
    return drills().stream()
        .filter(drill -> drill.statement() == statement)
        .map(QueueDrill::ownLockTimeoutNanos)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static long longest(List<QueueMeeting> meetings) {
    return meetings.stream().mapToLong(QueueMeeting::stalledNanos).max().orElseThrow();
  }

  private Boolean withinBudget(List<QueueMeeting> with) {
    if (with.isEmpty() || evidence.maxStall() == null) {
      return null;
    }
    return with.stream().allMatch(each -> each.wentThrough() > 0)
        && !evidence.exceedsMaxStall(longest(with));
  }

  private String gap(int statement) {
    return drills().stream()
        .filter(drill -> drill.statement() == statement)
        .map(QueueDrill::gap)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
