package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.catalog.CatalogObject;
import dev.rehearsal.harness.migration.RowStatement;
import dev.rehearsal.reports.recording.StatementRun.Modified;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * One UPDATE or DELETE that changes many rows. Here the text has to be read, because no catalog
 * holds it; whatever is not plainly about single rows of one table is left alone.
 */
final class RowChange {

  /** Functions that give each row, or each moment, another answer. */
  private static final Set<String> VOLATILE =
      Set.of(
          "random",
          "clock_timestamp",
          "timeofday",
          "nextval",
          "setval",
          "gen_random_uuid",
          "uuid_generate_v4",
          "uuid_generate_v1",
          "statement_timestamp",
          "pg_sleep",
          "txid_current",
          "pg_current_xact_id",
          "uuidv4",
          "uuidv7");

  private RowChange() {}

  /** Whether it changes more rows of an existing table than a batch has. */
  static boolean changesMany(Observed observed) {
    return (observed.tagged("UPDATE") || observed.tagged("DELETE"))
        && observed.run().rows() != null
        && observed.run().rows() > Batches.ROWS;
  }

  static void write(Steps steps, Observed observed) throws NoSaferForm {
    RowStatement statement =
        RowStatement.of(observed.statement().sql())
            .orElseThrow(
                () ->
                    new NoSaferForm(
                        "only a plain UPDATE or DELETE of one table is cut into batches; this one"
                            + " has another table, RETURNING or WITH in it"));
    CatalogObject table = table(observed, statement);
    refuse(observed.before(), statement, table);
    List<String> key =
        observed.before().partsOf(table.id(), "constraint").stream()
            .filter(each -> each.detail("type").equals("p"))
            .findFirst()
            .map(each -> each.list("columns"))
            .orElse(List.of());
    if (!Collections.disjoint(key, statement.assigned())) {
      throw new NoSaferForm("it changes the primary key, along which the batches would go");
    }
    steps.weak(
        Batches.block(Names.of(table), key, statement.head(), statement.condition()),
        "changes the rows in transactions of "
            + Batches.ROWS
            + " rows, so that none is locked for long");
    steps.mayLeave("some rows changed and others not");
  }

  private static CatalogObject table(Observed observed, RowStatement statement) throws NoSaferForm {
    for (Modified modified : observed.run().modified()) {
      for (CatalogObject object : observed.before().objects()) {
        boolean named = statement.names().contains(object.name());
        if (object.is("table") && object.object().equals(modified.relation()) && named) {
          return object;
        }
      }
    }
    throw new NoSaferForm("the table whose rows it changes cannot be told, or is partitioned");
  }

  private static void refuse(Catalog catalog, RowStatement statement, CatalogObject table)
      throws NoSaferForm {
    boolean query = statement.names().contains("select");
    if (query && statement.conditionNames().contains(table.name())) {
      throw new NoSaferForm(
          "its condition looks at other rows of the table, which change meanwhile");
    }
    if (query && !statement.conditionNames().contains("select")) {
      throw new NoSaferForm(
          "it sets values from a query, which may answer otherwise for each batch");
    }
    for (String name : statement.conditionNames()) {
      if (VOLATILE.contains(name) || volatileFunction(catalog, name)) {
        throw new NoSaferForm(
            "its condition calls " + name + ", which does not answer the same twice");
      }
    }
  }

  private static boolean volatileFunction(Catalog catalog, String name) {
    return catalog.objects().stream()
        .filter(each -> each.is("function") && each.name().equals(name))
        .map(each -> each.property("definition"))
        .anyMatch(text -> !text.contains("\n IMMUTABLE") && !text.contains("\n STABLE"));
  }
}
