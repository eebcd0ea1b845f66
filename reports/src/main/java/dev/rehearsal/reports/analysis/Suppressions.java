package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Suppression;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Applies the migration's {@code rehearse:allow} comments to its findings, and says which of them
 * are out of date or of no use. A statement that failed cannot be allowed to.
 */
final class Suppressions {

  private static final Set<String> SEEN_IN_TRAFFIC =
      Set.of(FindingKind.READS_BLOCKED.id(), FindingKind.WRITES_BLOCKED.id());
  private static final Set<String> SEEN_IN_FACTS =
      Set.of(
          FindingKind.WORK_UNDER_LOCK.id(),
          FindingKind.UNBATCHED_CHANGE.id(),
          FindingKind.NO_WAY_BACK.id(),
          FindingKind.CONSTRAINT_NOT_VALIDATED.id());

  private final Evidence evidence;
  private final List<Suppression> suppressions;
  private final LocalDate today;

  Suppressions(Evidence evidence) {
    this.evidence = evidence;
    this.suppressions = evidence.recording().migration().suppressions();
    this.today = evidence.recording().startedAt().atZone(ZoneOffset.UTC).toLocalDate();
  }

  /** The same findings, marked where they are suppressed, and those about suppressions. */
  List<Finding> apply(List<Finding> findings) {
    List<Finding> result = new ArrayList<>();
    findings.forEach(finding -> result.add(marked(finding)));
    for (Suppression each : suppressions) {
      boolean used = findings.stream().anyMatch(finding -> about(each, finding));
      if (used && expired(each)) {
        result.add(expiry(each));
      } else if (!used && wouldHaveBeenSeen(each)) {
        result.add(unused(each));
      }
    }
    return result;
  }

  private Finding marked(Finding finding) {
    return suppressions.stream()
        .filter(each -> about(each, finding) && !expired(each))
        .findFirst()
        .map(finding::suppressedBy)
        .orElse(finding);
  }

  private static boolean about(Suppression suppression, Finding finding) {
    return finding.name().equals(suppression.finding())
        && !finding.name().equals(FindingKind.STATEMENT_FAILED.id())
        && Objects.equals(finding.statement(), suppression.statement());
  }

  private boolean expired(Suppression suppression) {
    return suppression.until() != null && LocalDate.parse(suppression.until()).isBefore(today);
  }

  /**
   * The longest stall that counts: without those of findings that are suppressed; null without a
   * traffic take.
   *
   * @param findings as {@link #apply} marked them
   */
  Long longestStall(List<Finding> findings) {
    List<Finding> suppressed = findings.stream().filter(each -> !each.counts()).toList();
    if (suppressed.isEmpty() || evidence.longestStallNanos() == null) {
      return evidence.longestStallNanos();
    }
    return evidence.stalls().stream()
        .filter(stall -> suppressed.stream().noneMatch(finding -> causedBy(stall, finding)))
        .mapToLong(Stall::nanos)
        .max()
        .orElse(0);
  }

  private static boolean causedBy(Stall stall, Finding finding) {
    FindingKind kind = stall.reads() ? FindingKind.READS_BLOCKED : FindingKind.WRITES_BLOCKED;
    return finding.name().equals(kind.id())
        && finding.statement() == stall.statement()
        && Objects.equals(finding.relation(), stall.relation());
  }

  /** How many findings are suppressed, to end a sentence with; empty if none is. */
  static String remark(List<Finding> findings) {
    long suppressed = findings.stream().filter(finding -> !finding.counts()).count();
    return suppressed == 0
        ? ""
        : "; " + Figures.count(suppressed, "finding is", "findings are") + " suppressed";
  }

  /** Whether the takes that show such a finding saw the statement run. */
  private boolean wouldHaveBeenSeen(Suppression suppression) {
    String finding = suppression.finding();
    if (SEEN_IN_FACTS.contains(finding)) {
      return ran(suppression, TakeKind.FACTS);
    }
    if (SEEN_IN_TRAFFIC.contains(finding)) {
      return ran(suppression, TakeKind.TRAFFIC);
    }
    Set<TakeKind> all =
        evidence.recording().takes().stream().map(Take::kind).collect(Collectors.toSet());
    return evidence.recording().aborted() == null
        && all.containsAll(Set.of(TakeKind.FACTS, TakeKind.TIMING, TakeKind.TRAFFIC))
        && all.stream().allMatch(kind -> ran(suppression, kind));
  }

  private boolean ran(Suppression suppression, TakeKind kind) {
    List<Take> takes = evidence.recording().takes(kind);
    return !takes.isEmpty()
        && takes.stream()
            .allMatch(
                take ->
                    take.statements().stream()
                        .anyMatch(
                            run ->
                                run.index() == suppression.statement()
                                    && run.outcome() == StatementRun.Outcome.OK));
  }

  private Finding expiry(Suppression suppression) {
    return finding(
        FindingKind.SUPPRESSION_EXPIRED,
        suppression,
        place(suppression)
            + " allowed "
            + suppression.finding()
            + " until "
            + suppression.until()
            + "; the rehearsal began on "
            + today,
        suppression.finding()
            + " counts again, which was accepted because: "
            + suppression.reason());
  }

  private Finding unused(Suppression suppression) {
    return finding(
        FindingKind.SUPPRESSION_UNUSED,
        suppression,
        place(suppression)
            + " allows "
            + suppression.finding()
            + ", which "
            + evidence.labels().statement(suppression.statement())
            + " does not have",
        "the comment would hide " + suppression.finding() + " if it came");
  }

  private static Finding finding(
      FindingKind kind, Suppression suppression, String evidence, String effect) {
    return new Finding(
        kind.id(), Severity.WARN, suppression.statement(), null, evidence, effect, kind.remedy());
  }

  private static String place(Suppression suppression) {
    return Labels.file(suppression.script()) + ":" + suppression.line();
  }
}
