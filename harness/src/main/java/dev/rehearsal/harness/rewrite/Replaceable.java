package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.CatalogObject;
import java.util.List;

/**
 * What a column must not have for another to take its place by renames. Views, rules, policies and
 * generated columns cannot depend on it, or the server had refused to change its type.
 */
final class Replaceable {

  private final Delta delta;
  private final CatalogObject table;
  private final CatalogObject column;

  Replaceable(Replacement replacement) {
    this.delta = replacement.delta();
    this.table = replacement.table();
    this.column = replacement.now();
  }

  void check() throws NoSaferForm {
    if (!table.is("table") || table.property("parents") != null || hasChildren()) {
      throw new NoSaferForm(
          "the column of a table with partitions, parents or children is not put in place by"
              + " renaming");
    }
    if (ownsMore()) {
      throw new NoSaferForm(
          "the column is an identity or has privileges or options of its own, which a new column"
              + " would have to get by hand");
    }
    if (!delta.before().partsOf(table.id(), "trigger").isEmpty()) {
      throw new NoSaferForm("triggers on " + table.object() + " may use the column by its name");
    }
    if (!delta.before().partsOf(table.id(), "statistics").isEmpty()) {
      throw new NoSaferForm(
          "extended statistics on " + table.object() + " would have to be made anew");
    }
    if (delta.key(table).contains(column.part())) {
      throw new NoSaferForm("the column is part of the primary key");
    }
    if (referenced()) {
      throw new NoSaferForm("foreign keys of other tables refer to the column");
    }
  }

  private boolean ownsMore() {
    return column.property("identity") != null
        || column.property("options") != null
        || column.property("privileges") != null
        || column.property("statistics target") != null;
  }

  private boolean hasChildren() {
    return delta.before().objects().stream()
        .anyMatch(
            each ->
                each.property("parents") != null
                    && List.of(each.property("parents").split(", ")).contains(Names.of(table)));
  }

  private boolean referenced() {
    return delta.before().objects().stream()
        .filter(each -> each.is("constraint") && each.detail("references").equals(table.id()))
        .anyMatch(each -> each.list("referenced columns").contains(column.part()));
  }
}
