package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code reads-blocked} and {@code writes-blocked}: one for each statement and table. */
final class StallFindings {

  private record Key(int statement, String relation, boolean reads) {}

  private static final Comparator<Key> KEYS =
      Comparator.comparingInt(Key::statement)
          .thenComparing(Key::relation)
          .thenComparing(Key::reads);

  private final Evidence evidence;

  StallFindings(Evidence evidence) {
    this.evidence = evidence;
  }

  List<Finding> all() {
    TreeMap<Key, List<Stall>> groups = new TreeMap<>(KEYS);
    for (Stall stall : evidence.stalls()) {
      String relation = stall.relation() == null ? "" : stall.relation();
      Key key = new Key(stall.statement(), relation, stall.reads());
      groups.computeIfAbsent(key, unused -> new ArrayList<>()).add(stall);
    }
    return groups.entrySet().stream().map(e -> finding(e.getKey(), e.getValue())).toList();
  }

  private Finding finding(Key key, List<Stall> stalls) {
    FindingKind kind = key.reads() ? FindingKind.READS_BLOCKED : FindingKind.WRITES_BLOCKED;
    long longest = stalls.stream().mapToLong(Stall::nanos).max().orElseThrow();
    return new Finding(
        kind.id(),
        severity(longest),
        key.statement(),
        key.relation().isEmpty() ? null : key.relation(),
        evidence(key.statement(), stalls),
        (key.reads() ? "SELECT" : "INSERT, UPDATE and DELETE")
            + (key.relation().isEmpty() ? "" : " on " + key.relation())
            + " waited up to "
            + Figures.duration(longest),
        remedy(key.statement(), kind));
  }

  private Severity severity(long nanos) {
    Long limit = evidence.maxStall();
    if (limit == null || nanos <= limit / 2) {
      return Severity.INFO;
    }
    return nanos > limit ? Severity.ERROR : Severity.WARN;
  }

  private String evidence(int statement, List<Stall> stalls) {
    TreeMap<String, List<Stall>> byProbe =
        stalls.stream()
            .collect(Collectors.groupingBy(Stall::probe, TreeMap::new, Collectors.toList()));
    String probes =
        byProbe.entrySet().stream()
            .map(entry -> probe(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("; "));
    return probes
        + lock(statement)
        + inVain(statement)
        + failed(statement)
        + known(stalls.get(0).take());
  }

  /** What the statement itself held up is little beside what a try before it did. */
  private String inVain(int statement) {
    return evidence.waits().entrySet().stream()
            .anyMatch(waits -> longestBefore(statement, waits.getKey(), waits.getValue()))
        ? "; the longest wait was for a try before it, which was rolled back"
        : "";
  }

  private static boolean longestBefore(int statement, Take take, List<BlamedWait> waits) {
    Optional<Span> hold = new TakeTimes(take).hold(statement);
    return waits.stream()
        .filter(wait -> wait.behindMigration() && wait.statement() == statement)
        .map(BlamedWait::span)
        .max(Comparator.comparingLong(Span::length))
        .filter(longest -> hold.isPresent() && longest.overlap(hold.get()) < longest.length() / 2)
        .isPresent();
  }

  private static String probe(String name, List<Stall> stalls) {
    long longest = stalls.stream().mapToLong(Stall::nanos).max().orElseThrow();
    return name
        + ": "
        + Figures.count(stalls.size(), "firing", "firings")
        + " stalled, longest "
        + Figures.duration(longest);
  }

  /** Had it gone through, it would have held its lock for longer. */
  private String failed(int statement) {
    return evidence.recording().takes(TakeKind.TRAFFIC).stream()
            .flatMap(take -> take.statements().stream())
            .anyMatch(run -> run.index() == statement && run.outcome() == Outcome.FAILED)
        ? "; it failed there, so that this is the least it holds up"
        : "";
  }

  private String lock(int index) {
    StatementResult.StrongestLock lock = evidence.statement(index).strongestLock();
    return lock == null
        ? ""
        : "; strongest lock of "
            + evidence.labels().statement(index)
            + ": "
            + lock.mode().sqlName()
            + " on "
            + lock.relation();
  }

  private String known(int number) {
    return evidence.waits().keySet().stream()
        .filter(take -> take.number() == number && take.observer() != null)
        .findFirst()
        .map(take -> Figures.duration(take.observer().periodNanos()))
        .map(period -> "; ends of waits sampled every " + period)
        .orElse("");
  }

  private String remedy(int index, FindingKind kind) {
    StatementResult statement = evidence.statement(index);
    // Held for more than twice its own time: the rest is other statements of the transaction.
    boolean heldBeyond =
        statement.heldNanos() != null
            && statement.elapsedNanos() != null
            && statement.heldNanos().median() > 2 * statement.elapsedNanos().median()
            && laterOfTheTransaction(index);
    boolean queued =
        evidence.waits().values().stream()
            .flatMap(List::stream)
            .anyMatch(
                wait ->
                    !wait.behindMigration()
                        && Integer.valueOf(index).equals(wait.statement())
                        && wait.span().length() > queueShare(index));
    return Remedy.forStall(
        evidence.locks().statement(statement.index()).orElse(null),
        statement,
        heldBeyond,
        queued,
        kind);
  }

  /** Half of the longest stall: a queue shorter than that is not what made others wait. */
  private long queueShare(int index) {
    return evidence.statement(index).stalls().values().stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(0)
        / 2;
  }

  private boolean laterOfTheTransaction(int index) {
    return evidence.locks().statement(index).stream()
        .flatMap(
            own ->
                evidence.locks().statements().stream()
                    .filter(each -> each.index() > index && own.transaction() != null)
                    .filter(each -> own.transaction().equals(each.transaction())))
        .findAny()
        .isPresent();
  }
}
