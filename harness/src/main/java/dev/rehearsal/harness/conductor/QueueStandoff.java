package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.replay.Standoff;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.postgres.SqlState;
import dev.rehearsal.reports.recording.QueueDrill;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lets each target of a drill take meet its adversary, and notes what came of it. */
final class QueueStandoff implements Standoff {

  private final Map<Integer, QueueTarget> targets;
  private final DrillPlan plan;
  private final AdversarySession session;
  private final Connection looking;
  private final Ticker ticker;
  private final Random random;
  private final List<QueueDrill> drills = new ArrayList<>();
  private final List<QueueDrill.Try> tries = new ArrayList<>();
  private QueueTarget target;
  private Long ownLockTimeout;
  private AdversaryThread adversary;

  /**
   * The session and the connection belong to the caller.
   *
   * @param seed of the pauses
   */
  QueueStandoff(
      List<QueueTarget> targets,
      DrillPlan plan,
      AdversarySession session,
      Connection looking,
      Ticker ticker,
      long seed) {
    this.targets =
        targets.stream().collect(Collectors.toMap(QueueTarget::statement, Function.identity()));
    this.plan = plan;
    this.session = session;
    this.looking = looking;
    this.ticker = ticker;
    this.random = new Random(seed);
  }

  @Override
  public boolean expects(int statement) {
    return targets.containsKey(statement);
  }

  @Override
  public boolean begin(int statement, int backendPid, Long ownLockTimeoutNanos) {
    target = targets.get(statement);
    ownLockTimeout = ownLockTimeoutNanos;
    tries.clear();
    try {
      adversary =
          new AdversaryThread(
              session,
              looking,
              backendPid,
              session.quoted(target.relation()),
              target.adversary(),
              plan.hold(),
              plan.free(),
              ticker);
      adversary.takeHold();
      adversary.start();
      return true;
    } catch (SQLException e) {
      drills.add(drill(List.of(), "the table could not be held: " + e.getMessage()));
      return false;
    }
  }

  @Override
  public Long lockTimeoutNanos() {
    return plan.lockTimeout() == null ? null : plan.lockTimeout().toNanos();
  }

  @Override
  public boolean tried(long fromNanos, long toNanos, String sqlState) {
    tries.add(new QueueDrill.Try(fromNanos, toNanos, sqlState));
    boolean gaveUp = SqlState.LOCK_NOT_AVAILABLE.equals(sqlState);
    if (!gaveUp || tries.size() >= plan.tries()) {
      return false;
    }
    if (plan.retries()) {
      long pause = plan.pause().toNanos();
      Pause.until(ticker.nanos() + pause / 2 + (long) (pause * random.nextDouble()), ticker);
    } else {
      adversary.finish();
    }
    return !Thread.currentThread().isInterrupted();
  }

  @Override
  public void end() {
    adversary.finish();
    drills.add(drill(adversary.holds(), gap()));
  }

  private String gap() {
    String state = tries.get(tries.size() - 1).sqlState();
    return state == null || SqlState.LOCK_NOT_AVAILABLE.equals(state)
        ? adversary.failure()
        : "it failed with SQLSTATE " + state;
  }

  private QueueDrill drill(List<QueueDrill.Hold> holds, String gap) {
    return new QueueDrill(
        target.statement(),
        target.relation(),
        target.adversary().label(),
        Sessions.ADVERSARY,
        target.adversary().mode(),
        plan.hold().toNanos(),
        plan.retries() ? plan.free().toNanos() : null,
        ownLockTimeout,
        lockTimeoutNanos(),
        plan.retries() ? plan.pause().toNanos() : null,
        tries,
        holds,
        gap);
  }

  /** All drills, in the order of the statements; a statement that was not reached has a gap. */
  List<QueueDrill> drills() {
    for (QueueTarget each : targets.values()) {
      if (drills.stream().noneMatch(drill -> drill.statement() == each.statement())) {
        target = each;
        ownLockTimeout = null;
        tries.clear();
        drills.add(drill(List.of(), "the migration ended before it"));
      }
    }
    return drills.stream().sorted(Comparator.comparingInt(QueueDrill::statement)).toList();
  }
}
