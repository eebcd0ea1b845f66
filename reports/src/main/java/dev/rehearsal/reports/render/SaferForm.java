package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.Finding;
import dev.rehearsal.reports.analysis.RewriteResult;
import dev.rehearsal.reports.analysis.Spread;
import dev.rehearsal.reports.analysis.StatementResult.Work;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The safer form beside the original.
 *
 * @param judgement whether it was shown to be safer, one sentence
 * @param safer whether it was
 * @param figures both forms' figures; empty if it was not rehearsed
 * @param deploys its statements, by deploy
 * @param masked whether literals in them are masked
 * @param lost what a failure in the middle leaves
 * @param end where it ends, compared with the original
 * @param differences in what it ends otherwise
 * @param findings what was found about it
 * @param unchanged statements without a safer form, and why
 */
record SaferForm(
    String judgement,
    boolean safer,
    List<Figure> figures,
    List<Deploy> deploys,
    boolean masked,
    List<String> lost,
    String end,
    List<String> differences,
    List<String> findings,
    List<Unchanged> unchanged) {

  private static final int MOST = 100;

  /** A figure of both forms. */
  record Figure(String name, String original, String safer) {}

  /** What can follow one another without a deploy of the application in between. */
  record Deploy(String title, Excerpt sql) {}

  /** A statement that stays as it is. */
  record Unchanged(String statement, String href, String why) {}

  /** Empty if none was derived. */
  static Optional<SaferForm> of(Recording recording, Analysis analysis) {
    Rewrite rewrite = recording.rewrite();
    if (rewrite == null) {
      return Optional.empty();
    }
    RewriteResult result = analysis.rewrite();
    return Optional.of(
        new SaferForm(
            judgement(rewrite, result),
            safer(result),
            result == null ? List.of() : figures(analysis, result),
            deploys(rewrite),
            !recording.request().literalsShown(),
            Capped.lines(rewrite.lost(), MOST, lost -> lost),
            end(rewrite),
            rewrite.differences() == null
                ? List.of()
                : Capped.lines(rewrite.differences(), MOST, difference -> difference),
            result == null ? List.of() : findings(result.findings()),
            rewrite.unchanged().stream().limit(MOST).map(SaferForm::unchanged).toList()));
  }

  private static String judgement(Rewrite rewrite, RewriteResult result) {
    if (result == null) {
      return "Nothing was rehearsed as a safer form.";
    }
    if (safer(result)) {
      return "Safer, as rehearsed on the same data.";
    }
    return rewrite.differences() != null && !rewrite.sameEnd()
        ? "Not a safer form: it does not end where the original ends."
        : "Not shown to be safer: " + Excerpt.brief(result.sentence());
  }

  /** Something that comes to something else is no form of the same migration. */
  static boolean safer(RewriteResult result) {
    return result != null && result.safer();
  }

  private static List<Figure> figures(Analysis analysis, RewriteResult result) {
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("Verdict", analysis.verdict().name(), result.verdict().name()));
    figures.add(
        new Figure(
            "Longest stall, traffic takes",
            stall(result.originalStallNanos()),
            stall(result.longestStallNanos())));
    figures.add(
        new Figure(
            "Work under the strongest lock",
            work(result.originalWork()),
            work(result.strongestWork())));
    figures.add(
        new Figure(
            "Total time, timing takes", time(result.originalNanos()), time(result.totalNanos())));
    figures.add(new Figure("Deploys", "1", Integer.toString(result.deploys())));
    if (result.meetsBudgets() != null) {
      figures.add(
          new Figure(
              "All budgets",
              kept(analysis.budgets().stream().noneMatch(b -> Boolean.FALSE.equals(b.met()))),
              kept(result.meetsBudgets())));
    }
    return figures;
  }

  private static String kept(boolean kept) {
    return kept ? "kept" : "exceeded";
  }

  /** Such as {@code 412 ms} or {@code none}. */
  static String stall(Long nanos) {
    return nanos == null ? "not measured" : nanos == 0 ? "none" : Figures.duration(nanos);
  }

  private static String work(Work work) {
    return work == null
        ? "none"
        : Excerpt.line(
            "%s of %s under %s".formatted(work.kind(), work.relation(), work.mode().sqlName()));
  }

  private static String time(Spread spread) {
    return spread == null ? "not measured" : Readings.times(spread).text();
  }

  private static List<Deploy> deploys(Rewrite rewrite) {
    TreeMap<Integer, List<Rewrite.Step>> byDeploy =
        rewrite.steps().stream()
            .collect(
                Collectors.groupingBy(Rewrite.Step::deploy, TreeMap::new, Collectors.toList()));
    return byDeploy.entrySet().stream()
        .limit(MOST)
        .map(
            deploy ->
                new Deploy(
                    byDeploy.size() == 1 ? "Statements, in order" : "Deploy " + deploy.getKey(),
                    Excerpt.of(sql(deploy.getValue()), 4 * Excerpt.LONGEST)))
        .toList();
  }

  /** Each statement with why it is there, as a comment that a script can keep. */
  private static String sql(List<Rewrite.Step> steps) {
    return steps.stream()
        .map(step -> (step.why() == null ? "" : comment(step.why())) + ended(step.sql()))
        .collect(Collectors.joining("\n\n"));
  }

  private static String comment(String why) {
    return "-- " + why.replaceAll("\\R", " ") + "\n";
  }

  private static String ended(String sql) {
    String text = sql.strip();
    return text.endsWith(";") ? text : text + ";";
  }

  private static String end(Rewrite rewrite) {
    if (rewrite.differences() == null) {
      return "Where it ends could not be compared with the original.";
    }
    if (rewrite.differences().isEmpty()) {
      return "It ends where the original ends, compared from the catalogs.";
    }
    return rewrite.sameEnd()
        ? "It ends where the original ends, compared from the catalogs, but for the order of columns:"
        : "It does not end where the original ends:";
  }

  private static List<String> findings(List<Finding> findings) {
    return Capped.lines(
        findings,
        MOST,
        finding ->
            "%s%s (%s): %s"
                .formatted(
                    finding.name(),
                    finding.statement() == null ? "" : " in step " + finding.statement(),
                    finding.severity().name().toLowerCase(java.util.Locale.ROOT),
                    finding.effect()));
  }

  private static Unchanged unchanged(Rewrite.Unchanged unchanged) {
    return new Unchanged(
        "S" + unchanged.original(), "#s" + unchanged.original(), Excerpt.brief(unchanged.why()));
  }
}
