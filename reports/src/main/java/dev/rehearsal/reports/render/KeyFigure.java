package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.BudgetResult;
import dev.rehearsal.reports.analysis.Spread;
import dev.rehearsal.reports.analysis.StatementResult;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One of the six figures that answer "can we run this tonight?".
 *
 * @param value the figure
 * @param note what to know about it
 * @param budget the limit that it was held against, or null where there is none
 * @param met whether the limit was kept, or null if it could not be told
 */
record KeyFigure(String label, String value, String note, String budget, Boolean met) {

  static List<KeyFigure> of(Recording recording, Analysis analysis) {
    return List.of(
        stall(analysis),
        total(analysis),
        lock(analysis),
        probes(recording),
        dataset(recording),
        written(analysis));
  }

  /** The limit and whether it was kept, such as {@code budget 1 s, kept}; empty without one. */
  public String judgement() {
    if (budget == null) {
      return "";
    }
    return "budget " + budget + (met == null ? ", not judged" : met ? ", kept" : ", exceeded");
  }

  private static KeyFigure stall(Analysis analysis) {
    String value =
        analysis.longestStallNanos() == null
            ? "not measured"
            : analysis.longestStallNanos() == 0
                ? "none"
                : Figures.duration(analysis.longestStallNanos());
    String note =
        analysis.longestStallNanos() == null
            ? "no traffic take"
            : worst(analysis).orElse("no probe was held up by a lock");
    return judged("Longest stall", value, note, analysis, "max-stall");
  }

  private static Optional<String> worst(Analysis analysis) {
    return analysis.statements().stream()
        .flatMap(
            statement ->
                statement.stalls().entrySet().stream()
                    .map(stall -> Map.entry(statement.index(), stall)))
        .max(Comparator.comparingLong(entry -> entry.getValue().getValue()))
        .map(entry -> Excerpt.line(entry.getValue().getKey()) + ", held up by S" + entry.getKey());
  }

  private static KeyFigure total(Analysis analysis) {
    boolean measured = analysis.totalNanos() != null;
    String value = measured ? Figures.duration(analysis.totalNanos().median()) : "not measured";
    String note =
        measured
            ? spread(analysis.totalNanos()) + ", nobody else connected"
            : "no timing take ran to its end";
    return judged("Total time", value, note, analysis, "max-total");
  }

  private static String spread(Spread spread) {
    return spread.n() == 1
        ? "1 take"
        : "median of %s takes, %s to %s"
            .formatted(spread.n(), Figures.duration(spread.low()), Figures.duration(spread.high()));
  }

  private static KeyFigure lock(Analysis analysis) {
    return analysis.statements().stream()
        .filter(statement -> statement.strongestLock() != null)
        .max(
            Comparator.comparing((StatementResult s) -> s.strongestLock().mode())
                .thenComparing(KeyFigure::held)
                .thenComparing(s -> -s.index()))
        .map(KeyFigure::lock)
        .orElse(plain("Strongest lock", "none", "no lock on a relation that existed before"));
  }

  private static long held(StatementResult statement) {
    return statement.heldNanos() == null ? -1 : statement.heldNanos().median();
  }

  private static KeyFigure lock(StatementResult statement) {
    String value =
        "%s on %s"
            .formatted(
                statement.strongestLock().mode().sqlName(),
                Excerpt.line(statement.strongestLock().relation()));
    String held =
        statement.heldNanos() == null
            ? ""
            : ", held " + Figures.duration(statement.heldNanos().median());
    String note =
        "S%s%s; blocks %s"
            .formatted(
                statement.index(), held, Statements.wouldBlock(statement.strongestLock().mode()));
    return plain("Strongest lock", value, note);
  }

  private static KeyFigure probes(Recording recording) {
    List<ProbeRun> probes =
        recording.takes(TakeKind.TRAFFIC).stream().flatMap(t -> t.probes().stream()).toList();
    if (probes.isEmpty()) {
      return plain("Application statements", "none sent", "no traffic take");
    }
    long due = probes.stream().mapToLong(ProbeRun::due).sum();
    long answered = probes.stream().mapToLong(ProbeRun::answered).sum();
    long timedOut = probes.stream().mapToLong(ProbeRun::timedOut).sum();
    long refused = probes.stream().mapToLong(ProbeRun::refused).sum();
    return plain(
        "Application statements",
        Figures.count(due) + " due",
        "%s answered, %s timed out, %s refused"
            .formatted(Figures.count(answered), Figures.count(timedOut), Figures.count(refused)));
  }

  private static KeyFigure dataset(Recording recording) {
    long rows = recording.dataset().tables().stream().mapToLong(t -> t.rows()).sum();
    long bytes =
        recording.dataset().tables().stream().mapToLong(t -> t.bytes() + t.indexBytes()).sum();
    return plain(
        "Dataset",
        Figures.count(rows) + " rows",
        "%s in %s with their indexes"
            .formatted(
                Figures.size(bytes),
                Figures.count(recording.dataset().tables().size(), "table", "tables")));
  }

  private static KeyFigure written(Analysis analysis) {
    List<Long> wal =
        analysis.statements().stream()
            .map(StatementResult::walBytes)
            .filter(Objects::nonNull)
            .toList();
    List<Long> growth =
        analysis.statements().stream()
            .map(StatementResult::sizeDeltaBytes)
            .filter(Objects::nonNull)
            .toList();
    return plain(
        "Write-ahead log",
        wal.isEmpty() ? "not measured" : Figures.size(sum(wal)),
        growth.isEmpty() ? "change of size not measured" : "database size " + growth(sum(growth)));
  }

  private static String growth(long bytes) {
    return bytes == 0 ? "unchanged" : Readings.growth(bytes);
  }

  private static long sum(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).sum();
  }

  private static KeyFigure plain(String label, String value, String note) {
    return new KeyFigure(label, value, note, null, null);
  }

  private static KeyFigure judged(
      String label, String value, String note, Analysis analysis, String budget) {
    Optional<BudgetResult> limit =
        analysis.budgets().stream().filter(result -> result.name().equals(budget)).findFirst();
    return new KeyFigure(
        label,
        value,
        note,
        limit.map(result -> Figures.duration(result.limitNanos())).orElse(null),
        limit.map(BudgetResult::met).orElse(null));
  }
}
