package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.Dataset;
import java.util.Comparator;

/** Points of the checklist that depend on the data that was loaded. */
final class DataChecks {

  /** Smaller tables fit into memory whole, and everything that is done to them takes no time. */
  private static final long FEW_ROWS = 100_000;

  private DataChecks() {}

  static ChecklistItem productionLike(Dataset dataset) {
    String against = against(dataset);
    return new ChecklistItem(
        "production-like-data",
        "Rehearsed on production-like data",
        against == null,
        against == null ? largest(dataset) + ", loaded from your files" : against,
        "dataset");
  }

  private static String against(Dataset dataset) {
    if (reduced(dataset)) {
      return "the data is at scale " + dataset.scale() + " of full size; rehearse at scale 1";
    }
    if (!dataset.source().equals("files")) {
      return "the rows are invented (" + dataset.description() + "); load yours with --data";
    }
    boolean few = dataset.tables().stream().noneMatch(table -> table.rows() >= FEW_ROWS);
    return few
        ? "%s; fewer than %s say little about production"
            .formatted(largest(dataset), Figures.count(FEW_ROWS))
        : null;
  }

  private static boolean reduced(Dataset dataset) {
    return dataset.scale() != null && dataset.scale() < 1;
  }

  private static String largest(Dataset dataset) {
    return dataset.tables().stream()
        .max(Comparator.comparingLong(Dataset.Table::rows))
        .map(table -> Figures.count(table.rows(), "row", "rows") + " in " + table.name())
        .orElse("no table has rows");
  }

  static ChecklistItem timeEstimated(Dataset dataset, Spread total) {
    String name = "time-estimated";
    String claim = "Time estimated";
    if (total == null) {
      return ChecklistItem.open(
          name, claim, "no timing take ran to its end; --takes timing:3 measures it", "statements");
    }
    String measured = measured(total);
    return reduced(dataset)
        ? ChecklistItem.open(
            name,
            claim,
            measured + ", but at scale " + dataset.scale() + "; rehearse at scale 1",
            "dataset")
        : ChecklistItem.ticked(name, claim, measured + " on this machine and data", "statements");
  }

  private static String measured(Spread total) {
    return total.n() == 1
        ? Figures.duration(total.median()) + " in 1 timing take"
        : "%s, median of %s timing takes (%s to %s)"
            .formatted(
                Figures.duration(total.median()),
                total.n(),
                Figures.duration(total.low()),
                Figures.duration(total.high()));
  }
}
