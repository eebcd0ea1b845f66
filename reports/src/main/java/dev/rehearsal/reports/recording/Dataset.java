package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * What filled the database before each take.
 *
 * @param source {@code shop}, {@code files} or {@code scenario}
 * @param description one phrase for people, such as {@code bundled shop at scale 1}
 * @param scale rows as a fraction of the source's full size (the shop: 1 is a million rows in its
 *     largest table), or null where the source has no such notion
 * @param loadNanos time that loading took, indexes and statistics included
 * @param files the schema and data files, empty for a generated dataset
 * @param tables the tables, largest first
 */
public record Dataset(
    String source,
    String description,
    Double scale,
    long loadNanos,
    List<SourceFile> files,
    List<Table> tables) {

  public Dataset {
    files = List.copyOf(files);
    tables = List.copyOf(tables);
  }

  /**
   * One table.
   *
   * @param name {@code schema.name}
   * @param rows counted, not estimated
   * @param bytes heap with TOAST
   * @param indexBytes all indexes of the table
   */
  public record Table(String name, long rows, long bytes, long indexBytes) {}
}
