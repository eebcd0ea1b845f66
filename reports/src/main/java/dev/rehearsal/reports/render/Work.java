package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.StatementResult;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a statement did to tables and indexes, and whether it did so under a lock. */
final class Work {

  private static final int MOST = 4;

  private Work() {}

  /** Such as {@code scan of public.orders under ACCESS EXCLUSIVE}; empty if it did none. */
  static List<String> of(StatementResult statement, Recording recording) {
    List<String> work = new ArrayList<>();
    statement.workUnderLock().forEach(done -> work.add(underLock(done)));
    run(recording, statement.index()).ifPresent(run -> addFree(statement, run, work));
    int all = work.size();
    return all <= MOST ? work : append(work.subList(0, MOST), "and %s more".formatted(all - MOST));
  }

  private static List<String> append(List<String> some, String last) {
    List<String> all = new ArrayList<>(some);
    all.add(last);
    return all;
  }

  /** What the facts take saw of a statement. */
  static Optional<StatementRun> run(Recording recording, int index) {
    return recording.facts().stream()
        .flatMap(take -> take.statements().stream())
        .filter(run -> run.index() == index)
        .findFirst();
  }

  private static String underLock(StatementResult.Work work) {
    String where =
        work.lockedRelation().equals(work.relation()) ? "" : " on " + work.lockedRelation();
    return Excerpt.line(
        "%s of %s under %s%s"
            .formatted(work.kind(), work.relation(), work.mode().sqlName(), where));
  }

  private static void addFree(StatementResult statement, StatementRun run, List<String> work) {
    run.rewritten().forEach(name -> addFree(statement, "rewrite", name, work));
    run.scanned().forEach(name -> addFree(statement, "scan", name, work));
    run.built().forEach(name -> addFree(statement, "index build", name, work));
    run.rebuilt().forEach(name -> addFree(statement, "index rebuild", name, work));
    run.replaced().forEach(name -> addFree(statement, "new storage", name, work));
    run.modified().forEach(rows -> addFree(statement, "rows changed", rows.relation(), work));
  }

  private static void addFree(
      StatementResult statement, String kind, String relation, List<String> work) {
    boolean known =
        statement.workUnderLock().stream()
            .anyMatch(done -> done.kind().equals(kind) && done.relation().equals(relation));
    if (!known) {
      work.add(Excerpt.line(kind + " of " + relation));
    }
  }
}
