package dev.rehearsal.harness.catalog;

import dev.rehearsal.reports.recording.SchemaChange;
import java.util.Comparator;
import java.util.List;

/** The order in which people look at a schema: containers, tables, then what is on them. */
final class Order {

  private static final List<String> KINDS =
      List.of(
          "extension",
          "schema",
          "enum",
          "domain",
          "domain constraint",
          "range type",
          "type",
          "composite type",
          "sequence",
          "table",
          "partitioned table",
          "foreign table",
          "column",
          "constraint",
          "index",
          "view",
          "materialized view");

  static final Comparator<SchemaChange> OF_CHANGES =
      Comparator.comparingInt((SchemaChange change) -> rank(change.kind()))
          .thenComparing(SchemaChange::kind)
          .thenComparing(SchemaChange::object)
          .thenComparing(change -> change.before().isEmpty());

  private Order() {}

  private static int rank(String kind) {
    int index = KINDS.indexOf(kind);
    return index < 0 ? KINDS.size() : index;
  }
}
