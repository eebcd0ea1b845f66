package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.CatalogObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A new column that is to take an old one's place, and the names of all that it needs meanwhile.
 *
 * @param was the column before the statement
 * @param now the column after it
 */
record Replacement(Delta delta, CatalogObject table, CatalogObject was, CatalogObject now) {

  /** The table in SQL. */
  String relation() {
    return Names.of(table);
  }

  /** The column's name in SQL. */
  String column() {
    return Names.id(now.part());
  }

  /** The new column, until it takes the old one's name. */
  String fresh() {
    return Names.fresh(delta.after(), now.part(), "_new");
  }

  /** The old column, once the new one has its name. */
  String old() {
    return Names.fresh(delta.after(), now.part(), "_old");
  }

  /** The trigger that keeps both equal, and its function. */
  String sync() {
    return Names.fresh(delta.after(), table.name() + "_" + now.part(), "_sync");
  }

  /** The trigger's function in SQL. */
  String function() {
    return Names.id(table.schema()) + "." + Names.id(sync());
  }

  String alterTable() {
    return "ALTER TABLE " + relation() + " ";
  }

  /** The server's text with the new column in the old one's place. */
  String rewritten(String text) {
    return Names.replaceColumn(text, now.part(), fresh());
  }

  /** A definition of an index on the old column as one on the new column, with another name. */
  String rewritten(CatalogObject index, String other) {
    return rewritten(index.property("definition"))
        .replaceFirst(
            "INDEX " + Pattern.quote(Names.id(index.name())) + " ON",
            "INDEX " + Matcher.quoteReplacement(Names.id(other)) + " ON");
  }
}
