package dev.rehearsal.harness.replay;

import dev.rehearsal.reports.postgres.RelationName;

/**
 * A row of {@code relations.sql}.
 *
 * @param filenode identity of its storage, or null if it has none (views, partitioned tables)
 * @param owner for an index or a TOAST table the relation it belongs to, else null
 * @param rows the planner's idea of its rows, -1 if it has none
 * @param bytes of its storage, -1 while another session holds it for itself
 */
record Relation(
    long oid,
    RelationName name,
    char kind,
    Long filenode,
    Long owner,
    long rows,
    long bytes,
    long scans,
    long tuplesReturned,
    long inserted,
    long updated,
    long deleted) {

  Relation named(RelationName other) {
    return new Relation(
        oid,
        other,
        kind,
        filenode,
        owner,
        rows,
        bytes,
        scans,
        tuplesReturned,
        inserted,
        updated,
        deleted);
  }

  boolean index() {
    return kind == 'i' || kind == 'I';
  }

  boolean toast() {
    return kind == 't';
  }

  /** Whether it is something that holds rows of its own and that users name. */
  boolean table() {
    return kind == 'r' || kind == 'm' || kind == 'p';
  }

  /** The kind in words, as the recording has it. */
  String kindName() {
    return switch (kind) {
      case 'r' -> "table";
      case 'p' -> "partitioned table";
      case 'i' -> "index";
      case 'I' -> "partitioned index";
      case 'v' -> "view";
      case 'm' -> "materialized view";
      case 'S' -> "sequence";
      case 't' -> "toast";
      case 'f' -> "foreign table";
      case 'c' -> "composite type";
      default -> throw new IllegalStateException("unknown pg_class.relkind: '" + kind + "'");
    };
  }
}
