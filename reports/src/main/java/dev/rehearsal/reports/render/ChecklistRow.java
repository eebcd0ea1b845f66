package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.ChecklistItem;
import java.util.List;
import java.util.Set;

/**
 * A point of the checklist as it is printed.
 *
 * @param href the section with the evidence, or null if this report has none
 */
record ChecklistRow(
    String id, boolean ticked, String claim, String evidence, String href, String section) {

  /**
   * @param sections ids of the sections that this report has
   */
  static List<ChecklistRow> of(Analysis analysis, Set<String> sections) {
    return analysis.checklist().stream().map(item -> row(item, sections)).toList();
  }

  private static ChecklistRow row(ChecklistItem item, Set<String> sections) {
    boolean there = sections.contains(item.section());
    return new ChecklistRow(
        "check-" + item.name(),
        item.ticked(),
        item.claim(),
        Excerpt.sentence(item.evidence()),
        there ? "#" + item.section() : null,
        there ? item.section().replace('-', ' ') : null);
  }

  /** Such as {@code 6 of 10 ticked by evidence}. */
  static String summary(List<ChecklistRow> rows) {
    long ticked = rows.stream().filter(ChecklistRow::ticked).count();
    return "%s of %s ticked by evidence".formatted(ticked, rows.size());
  }
}
