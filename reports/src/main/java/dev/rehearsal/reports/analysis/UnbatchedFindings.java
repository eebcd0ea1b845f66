package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code unbatched-change}: one for each transaction and existing table of which it updated or
 * deleted many rows. Statements that end transactions of their own are left out: how many rows each
 * of those changed is not known.
 */
final class UnbatchedFindings {

  /** More than anybody would put into a batch by intention. */
  static final long MANY = 5_000;

  private final Evidence evidence;

  /** The rows of one table that one transaction changed. */
  private static final class Change {
    private final int first;
    private final String relation;
    private int last;
    private long updated;
    private long deleted;
    private long walBytes;

    private Change(int first, String relation) {
      this.first = first;
      this.relation = relation;
    }

    private void add(StatementRun run, StatementRun.Modified rows) {
      last = run.index();
      updated += rows.updated();
      deleted += rows.deleted();
      walBytes += run.walBytes() == null ? 0 : run.walBytes();
    }

    private long rows() {
      return updated + deleted;
    }
  }

  UnbatchedFindings(Evidence evidence) {
    this.evidence = evidence;
  }

  List<Finding> all() {
    Map<String, Change> changes = new TreeMap<>();
    for (StatementRun run : evidence.locks().statements()) {
      for (StatementRun.Modified rows : run.modified()) {
        if (run.wrapped() && existed(run, rows.relation()) && writersPass(run, rows.relation())) {
          changes
              .computeIfAbsent(
                  transaction(run) + " " + rows.relation(),
                  key -> new Change(run.index(), rows.relation()))
              .add(run, rows);
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    changes.values().stream()
        .filter(change -> change.rows() >= MANY)
        .forEach(change -> findings.add(finding(change)));
    return findings;
  }

  private static String transaction(StatementRun run) {
    return run.transaction() == null ? "alone " + run.index() : "in " + run.transaction();
  }

  private static boolean existed(StatementRun run, String relation) {
    return run.locks().stream()
        .anyMatch(lock -> lock.relation().equals(relation) && lock.preexisting());
  }

  /** Where writers are locked out of the table, the locks on its rows add nothing. */
  private boolean writersPass(StatementRun run, String relation) {
    return !evidence.locks().blocking(run.index()).containsKey(relation);
  }

  private Finding finding(Change change) {
    Spread held = held(change.first);
    boolean tooLong = held != null && evidence.exceedsMaxStall(held.median());
    String rows = Figures.count(change.rows(), "row", "rows");
    return new Finding(
        FindingKind.UNBATCHED_CHANGE.id(),
        tooLong ? Severity.ERROR : Severity.WARN,
        change.first,
        change.relation,
        evidence.labels().statement(change.first)
            + others(change)
            + " changed "
            + rows
            + " of "
            + change.relation
            + " in one transaction ("
            + kinds(change)
            + "; exact); "
            + WorkFindings.time("their locks were held for up to", held)
            + "; "
            + Figures.size(change.walBytes)
            + " of write-ahead log, "
            + Figures.count(change.rows(), "old version", "old versions")
            + " left for vacuum",
        "UPDATE, DELETE and SELECT … FOR UPDATE of any of the "
            + rows
            + " that it changed in "
            + change.relation
            + " wait until the transaction ends"
            + (held == null ? "" : ", up to " + Figures.duration(held.median()) + " here"),
        FindingKind.UNBATCHED_CHANGE.remedy());
  }

  private String others(Change change) {
    return change.last == change.first
        ? ""
        : " and others up to " + evidence.labels().statement(change.last);
  }

  private static String kinds(Change change) {
    String updated = Figures.count(change.updated) + " updated";
    String deleted = Figures.count(change.deleted) + " deleted";
    return change.deleted == 0 ? updated : change.updated == 0 ? deleted : updated + ", " + deleted;
  }

  /** From the start of the first statement that changes rows to the end of its transaction. */
  private Spread held(int statement) {
    return Spread.of(
        evidence.recording().takes(TakeKind.TIMING).stream()
            .map(take -> new TakeTimes(take).hold(statement))
            .flatMap(Optional::stream)
            .map(Span::length)
            .toList());
  }
}
