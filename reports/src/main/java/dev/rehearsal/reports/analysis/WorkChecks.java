package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Points of the checklist that depend on the work that the facts take saw. */
final class WorkChecks {

  private static final Set<String> INDEX_WORK =
      Set.of(WorkUnderLock.INDEX_BUILD, WorkUnderLock.INDEX_REBUILD);

  private WorkChecks() {}

  static ChecklistItem batches(Evidence evidence) {
    String name = "rows-in-batches";
    String claim = "Rows changed in batches";
    Optional<String> unknown = LockChecks.unknownFacts(evidence.recording());
    if (unknown.isPresent()) {
      return ChecklistItem.open(name, claim, unknown.get(), "statements");
    }
    Batch largest = largest(evidence);
    if (largest == null) {
      String none = "no statement changes rows of a table that existed before";
      return ChecklistItem.ticked(name, claim, none, "statements");
    }
    String rows =
        "%s changed in one transaction, by S%s"
            .formatted(Figures.count(largest.rows, "row", "rows"), largest.statement);
    return largest.rows < UnbatchedFindings.MANY
        ? ChecklistItem.ticked(name, claim, "at most " + rows, "statements")
        : ChecklistItem.open(
            name,
            claim,
            rows + "; commit before " + Figures.count(UnbatchedFindings.MANY),
            "statements");
  }

  private record Batch(int statement, long rows) {
    Batch with(Batch later) {
      return new Batch(statement, rows + later.rows);
    }
  }

  private static Batch largest(Evidence evidence) {
    Map<Integer, Batch> byTransaction = new TreeMap<>();
    for (StatementRun run : evidence.locks().statements()) {
      long rows = changed(run);
      int transaction = run.transaction() == null ? -run.index() : run.transaction();
      if (rows > 0) {
        byTransaction.merge(transaction, new Batch(run.index(), rows), Batch::with);
      }
    }
    return byTransaction.values().stream()
        .max(java.util.Comparator.comparingLong(Batch::rows))
        .orElse(null);
  }

  private static long changed(StatementRun run) {
    Set<String> made =
        run.locks().stream()
            .filter(lock -> !lock.preexisting())
            .map(lock -> lock.relation())
            .collect(Collectors.toSet());
    return run.modified().stream()
        .filter(rows -> !made.contains(rows.relation()))
        .mapToLong(rows -> rows.inserted() + rows.updated() + rows.deleted())
        .sum();
  }

  static ChecklistItem concurrently(Evidence evidence) {
    String name = "indexes-concurrently";
    String claim = "Indexes built CONCURRENTLY";
    Optional<String> unknown = LockChecks.unknownFacts(evidence.recording());
    if (unknown.isPresent()) {
      return ChecklistItem.open(name, claim, unknown.get(), "statements");
    }
    List<String> locking = evidence.statements().stream().flatMap(WorkChecks::locking).toList();
    return locking.isEmpty()
        ? ChecklistItem.ticked(name, claim, built(evidence), "statements")
        : ChecklistItem.open(name, claim, String.join("; ", locking), "statements");
  }

  /** Each index once, with the strongest lock that was held on any table while it was built. */
  private static Stream<String> locking(StatementResult statement) {
    Map<String, StatementResult.Work> strongest = new TreeMap<>();
    statement.workUnderLock().stream()
        .filter(work -> INDEX_WORK.contains(work.kind()) && !withItsTable(statement, work))
        .forEach(
            work ->
                strongest.merge(
                    work.relation(),
                    work,
                    (one, two) -> two.mode().compareTo(one.mode()) > 0 ? two : one));
    return strongest.values().stream()
        .map(
            work ->
                "S%s builds %s under %s on %s"
                    .formatted(
                        statement.index(),
                        work.relation(),
                        work.mode().sqlName(),
                        work.lockedRelation()));
  }

  /** Nothing builds the indexes of a table that is rewritten but the rewrite. */
  private static boolean withItsTable(StatementResult statement, StatementResult.Work work) {
    return work.kind().equals(WorkUnderLock.INDEX_REBUILD)
        && statement.workUnderLock().stream()
            .anyMatch(
                other ->
                    other.kind().equals(WorkUnderLock.REWRITE)
                        && other.relation().equals(work.lockedRelation()));
  }

  private static String built(Evidence evidence) {
    boolean anew =
        evidence.statements().stream()
            .anyMatch(
                each -> each.workUnderLock().stream().anyMatch(work -> withItsTable(each, work)));
    if (anew) {
      return "indexes are only made anew with their table, which is rewritten";
    }
    String indexes =
        evidence.locks().statements().stream()
            .flatMap(run -> Stream.concat(run.built().stream(), run.rebuilt().stream()))
            .distinct()
            .collect(Collectors.joining(", "));
    return indexes.isEmpty()
        ? "no index of a table that existed before is built"
        : indexes + " built while reads and writes could pass";
  }
}
