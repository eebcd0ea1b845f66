package dev.rehearsal.reports.render;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.Dataset;
import dev.rehearsal.reports.recording.Recording;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.stream.Collectors;

/** On what the figures were measured, in the sentences that stand on the first screen. */
final class Basis {
  private Basis() {}

  /** Which migration, such as {@code V7.sql and 2 more}. */
  static String migration(Recording recording) {
    int scripts = recording.migration().scripts().size();
    if (scripts == 0 && recording.migration().command() != null) {
      return Excerpt.line(recording.migration().command());
    }
    if (scripts == 0) {
      return "an empty migration";
    }
    String first = file(recording.migration().scripts().get(0).path());
    return scripts == 1 ? first : "%s and %s more".formatted(first, scripts - 1);
  }

  /** A path's last part; the whole of it stands with the statement's details. */
  static String file(String path) {
    return Excerpt.line(
        path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1));
  }

  /** Which data, and that it is not the production database, as one phrase. */
  static String data(Recording recording) {
    Dataset dataset = recording.dataset();
    String largest =
        dataset.tables().stream()
            .max(Comparator.comparingLong(Dataset.Table::rows))
            .map(table -> largest(table, dataset.description()))
            .orElse("no tables");
    boolean invented = !dataset.source().equals("files");
    String what =
        invented
            ? "not your production data"
            : "compare it with production before you rely on times";
    return "%s, %s%s; %s"
        .formatted(Excerpt.line(dataset.description()), largest, scale(dataset), what);
  }

  /** With its rows, unless the description names them. */
  private static String largest(Dataset.Table table, String description) {
    String rows = Figures.count(table.rows());
    String name = Excerpt.line(table.name());
    return description.contains(rows + " rows") ? name : rows + " rows in " + name;
  }

  private static String scale(Dataset dataset) {
    if (dataset.scale() == null || dataset.scale() == 1) {
      return "";
    }
    String scale = BigDecimal.valueOf(dataset.scale()).stripTrailingZeros().toPlainString();
    return dataset.scale() < 1
        ? " (scale %s: expect longer times at full size)".formatted(scale)
        : " (scale %s: more than full size)".formatted(scale);
  }

  /** Which server, such as {@code PostgreSQL 18.1 (embedded)}. */
  static String server(Recording recording) {
    return "PostgreSQL %s (%s)"
        .formatted(
            Excerpt.line(recording.server().version()),
            Excerpt.line(recording.server().provider()));
  }

  /** Which takes, such as {@code facts 1, timing 3, traffic 1}. */
  static String takes(Recording recording) {
    return recording.takes().stream()
        .collect(
            Collectors.groupingBy(
                take -> take.kind(), java.util.TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(
            kind -> kind.getKey().name().toLowerCase(java.util.Locale.ROOT) + " " + kind.getValue())
        .collect(Collectors.joining(", "));
  }
}
