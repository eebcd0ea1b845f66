package dev.rehearsal.reports.render;

import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.ToolRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The user's own tool: how it was called, what it printed, and what it said to the server for
 * itself.
 *
 * @param connections of its first take, one sentence each
 * @param bookkeeping its own statements in its first take, each once
 * @param bookkeepingNote what was left out, or null
 * @param printed what it printed in the first of the takes that ended alike
 */
record ToolPanel(
    String command,
    List<String> connections,
    List<Own> bookkeeping,
    String bookkeepingNote,
    List<Printed> printed) {

  private static final int MOST = 100;

  /** Longest output that a report carries. */
  private static final int LONGEST = 16_384;

  /** A statement of its own, and how often it was sent. */
  record Own(String connection, String sql, String times) {}

  /** What it printed in a take, with its exit code. */
  record Printed(String takes, Excerpt output) {}

  /** Empty where this program performed the migration itself. */
  static Optional<ToolPanel> of(Recording recording) {
    List<Take> takes = recording.takes().stream().filter(take -> take.tool() != null).toList();
    if (takes.isEmpty()) {
      return Optional.empty();
    }
    List<Own> own = bookkeeping(takes.get(0));
    return Optional.of(
        new ToolPanel(
            Excerpt.brief(String.valueOf(recording.migration().command())),
            connections(takes.get(0)),
            own.stream().limit(MOST).toList(),
            own.size() > MOST ? "Showing %s of %s.".formatted(MOST, own.size()) : null,
            printed(takes)));
  }

  private static List<String> connections(Take take) {
    List<String> sentences = new ArrayList<>();
    for (ToolRun.Connection each : take.tool().connections()) {
      long statements =
          take.statements().stream().filter(run -> each.session().equals(run.session())).count();
      sentences.add(
          Excerpt.line(each.session())
              + (each.application() == null
                  ? ", without a name"
                  : ", which calls itself " + Excerpt.line(each.application()))
              + ": "
              + Figures.count(statements, "statement", "statements")
              + " of the migration");
    }
    return sentences;
  }

  private static List<Own> bookkeeping(Take take) {
    Map<List<String>, Integer> counted = new LinkedHashMap<>();
    for (StatementRun run : take.bookkeeping()) {
      counted.merge(List.of(run.session(), run.sql()), 1, Integer::sum);
    }
    return counted.entrySet().stream()
        .map(
            each ->
                new Own(
                    Excerpt.line(each.getKey().get(0)),
                    Excerpt.line(each.getKey().get(1)),
                    Figures.count(each.getValue())))
        .toList();
  }

  /** What it printed when it first ended so: durations and the like differ from take to take. */
  private static List<Printed> printed(List<Take> takes) {
    Map<String, List<Take>> byEnd =
        takes.stream()
            .collect(
                Collectors.groupingBy(
                    take -> ended(take.tool()), LinkedHashMap::new, Collectors.toList()));
    return byEnd.entrySet().stream()
        .map(
            same ->
                new Printed(
                    name(same.getValue().get(0)) + ": " + same.getKey() + others(same.getValue()),
                    Excerpt.of(same.getValue().get(0).tool().output(), LONGEST)))
        .toList();
  }

  private static String others(List<Take> takes) {
    return takes.size() == 1
        ? ""
        : ", as in %s other takes, whose output the recording has".formatted(takes.size() - 1);
  }

  private static String name(Take take) {
    return take.kind().name().toLowerCase(Locale.ROOT) + " take " + take.number();
  }

  private static String ended(ToolRun tool) {
    return tool.exitCode() == null ? "had to be ended" : "exit code " + tool.exitCode();
  }
}
