package dev.rehearsal.harness.conductor;

import java.util.Set;

/**
 * What the facts take told about the migration's reach.
 *
 * @param tables existing tables on which it held a lock, {@code schema.name}
 * @param columnsAfter the columns that exist afterwards, {@code schema.name.column}, or null if not
 *     known
 */
record Touched(Set<String> tables, Set<String> columnsAfter) {
  static final Touched UNKNOWN = new Touched(Set.of(), null);

  Touched {
    tables = Set.copyOf(tables);
  }
}
