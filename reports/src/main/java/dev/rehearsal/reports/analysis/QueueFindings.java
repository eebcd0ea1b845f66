package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.QueueDrill;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code lock-queue-pileup} where others were stalled behind a statement that waited for its lock,
 * {@code no-lock-timeout} where nothing would have ended its wait. What the adversary does to
 * others by itself is nobody's finding.
 */
final class QueueFindings {

  private static final String TIMEOUT =
      "Set lock_timeout at the head of the script, and run it again when that ends a statement"
          + " (SQLSTATE 55P03).";

  private final Evidence evidence;
  private final List<LockPolicy> policies;

  QueueFindings(Evidence evidence) {
    this.evidence = evidence;
    this.policies = new LockPolicies(evidence).all();
  }

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    for (QueueMeeting meeting : evidence.meetings()) {
      if (!meeting.drill().retries()) {
        pileup(meeting).ifPresent(findings::add);
        noTimeout(meeting).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private Optional<Finding> pileup(QueueMeeting meeting) {
    if (meeting.firings() == 0) {
      return Optional.empty();
    }
    return severity(meeting)
        .map(
            severity ->
                finding(
                    FindingKind.LOCK_QUEUE_PILEUP,
                    severity,
                    meeting,
                    met(meeting) + "; behind it " + queued(meeting) + known(meeting),
                    others(meeting)
                        + " queue behind the waiting statement, up to "
                        + Figures.duration(meeting.queuedNanos())
                        + " here",
                    remedy(meeting.drill())));
  }

  /** A statement that gave up in time did what it should. */
  private Optional<Severity> severity(QueueMeeting meeting) {
    Long limit = evidence.maxStall();
    if (limit == null) {
      return meeting.gaveUp() ? Optional.empty() : Optional.of(Severity.WARN);
    }
    if (meeting.queuedNanos() > limit) {
      return Optional.of(Severity.ERROR);
    }
    return meeting.queuedNanos() > limit / 2 && !meeting.gaveUp()
        ? Optional.of(Severity.WARN)
        : Optional.empty();
  }

  private Optional<Finding> noTimeout(QueueMeeting meeting) {
    if (meeting.drill().ownLockTimeoutNanos() != null || meeting.waitedNanos() == 0) {
      return Optional.empty();
    }
    boolean pileup = meeting.firings() > 0;
    return Optional.of(
        finding(
            FindingKind.NO_LOCK_TIMEOUT,
            pileup ? Severity.WARN : Severity.INFO,
            meeting,
            met(meeting) + "; no lock_timeout was set" + known(meeting),
            pileup
                ? "it waits as long as anybody uses "
                    + meeting.drill().relation()
                    + ", and "
                    + others(meeting)
                    + " wait behind it"
                : "it waits as long as anybody uses "
                    + meeting.drill().relation()
                    + "; nobody queued behind it here",
            TIMEOUT));
  }

  private Finding finding(
      FindingKind kind,
      Severity severity,
      QueueMeeting meeting,
      String seen,
      String effect,
      String remedy) {
    QueueDrill drill = meeting.drill();
    return new Finding(
        kind.id(), severity, drill.statement(), drill.relation(), seen, effect, remedy);
  }

  private String met(QueueMeeting meeting) {
    QueueDrill drill = meeting.drill();
    String waited =
        evidence.labels().statement(drill.statement())
            + " waited "
            + Figures.duration(meeting.waitedNanos())
            + " for "
            + drill.relation()
            + ", which a session ("
            + drill.adversary()
            + ", "
            + drill.mode().sqlName()
            + ") held";
    return meeting.gaveUp()
        ? waited
            + ", until its lock_timeout of "
            + Figures.duration(drill.ownLockTimeoutNanos())
            + " ended that"
        : waited;
  }

  private static String queued(QueueMeeting meeting) {
    return meeting.queued().entrySet().stream()
        .map(
            entry ->
                entry.getKey()
                    + ": "
                    + Figures.count(entry.getValue().size(), "firing", "firings")
                    + " stalled, longest "
                    + Figures.duration(entry.getValue().get(0)))
        .collect(Collectors.joining("; "));
  }

  private static String known(QueueMeeting meeting) {
    return " ("
        + Labels.take(meeting.take())
        + (meeting.take().observer() == null
            ? ""
            : "; ends of waits sampled every "
                + Figures.duration(meeting.take().observer().periodNanos()))
        + ")";
  }

  private String others(QueueMeeting meeting) {
    boolean reads =
        Optional.ofNullable(
                evidence
                    .locks()
                    .blocking(meeting.drill().statement())
                    .get(meeting.drill().relation()))
            .map(lock -> lock.mode())
            .filter(LockMode::blocksReads)
            .isPresent();
    return (reads ? "SELECT, INSERT, UPDATE and DELETE" : "INSERT, UPDATE and DELETE")
        + " on "
        + meeting.drill().relation();
  }

  /** What was measured with a policy, told with its counts. */
  private String remedy(QueueDrill drill) {
    return policies.stream()
        .filter(policy -> policy.statement() == drill.statement() && policy.tries() > 0)
        .findFirst()
        .map(QueueFindings::measured)
        .orElse("Set lock_timeout to less than what others may wait, and retry.");
  }

  private static String measured(LockPolicy policy) {
    return "Set lock_timeout and retry: with "
        + Figures.duration(policy.lockTimeoutNanos())
        + " and pauses of about "
        + Figures.duration(policy.pauseNanos())
        + " it went through in "
        + policy.succeeded()
        + " of "
        + Figures.count(policy.tries(), "try", "tries")
        + " here (the table held for "
        + Figures.duration(policy.holdNanos())
        + ", then free for "
        + Figures.duration(policy.freeNanos())
        + ", and so on), and the longest stall was "
        + Figures.duration(policy.stallWithNanos())
        + (Boolean.FALSE.equals(policy.withinBudget()) && policy.succeeded() > 0
            ? ", which is still above max-stall."
            : ".");
  }
}
