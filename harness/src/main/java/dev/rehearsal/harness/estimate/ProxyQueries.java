package dev.rehearsal.harness.estimate;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.catalog.CatalogObject;
import dev.rehearsal.reports.postgres.RelationName;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The queries whose cost a statement pays: from what it did in the facts take and what it made of
 * the schema, so also for DDL in DO blocks and functions. They read the schema as it was before.
 */
final class ProxyQueries {

  private static final Set<String> TABLES = Set.of("table", "partitioned table");

  private final Catalog before;
  private final Catalog after;
  private final StatementRun run;
  private final List<Proxy> proxies = new ArrayList<>();
  private final Set<String> explained = new LinkedHashSet<>();

  ProxyQueries(Catalog before, Catalog after, StatementRun run) {
    this.before = before;
    this.after = after;
    this.run = run;
  }

  List<Proxy> all() {
    run.rewritten().forEach(this::rewrite);
    Set<String> indexes = new LinkedHashSet<>(run.built());
    indexes.addAll(run.rebuilt());
    indexes.forEach(this::index);
    before.objects().stream().filter(each -> TABLES.contains(each.kind())).forEach(this::validate);
    after.objects().stream().filter(each -> foreignKey(each)).forEach(this::join);
    run.scanned().stream()
        .filter(name -> !explained.contains(name))
        .forEach(name -> table(name).ifPresent(table -> scan(table, Work.SCAN, "")));
    return proxies;
  }

  private void rewrite(String name) {
    Optional<CatalogObject> view =
        find(after, name).filter(object -> object.is("materialized view"));
    if (view.isPresent()) {
      String query = view.get().property("definition").strip().replaceAll(";$", "");
      add(Work.ROWS_INSERTED, view.get(), query, null);
      return;
    }
    table(name)
        .ifPresent(
            table -> {
              String from = " FROM ONLY " + sql(table);
              add(Work.REWRITE, table, "SELECT *" + newValues(table) + from, "SELECT *" + from);
            });
  }

  /** Columns with another type, and new ones with a default, are computed for each row. */
  private String newValues(CatalogObject table) {
    StringBuilder values = new StringBuilder();
    for (CatalogObject now : after.partsOf(table.id(), "column")) {
      CatalogObject then = before.find(now.id()).orElse(null);
      if (then == null && now.property("default") != null) {
        values.append(", (").append(now.property("default")).append(')');
      } else if (then != null && !now.property("type").equals(then.property("type"))) {
        String column = RelationName.identifier(then.part());
        values.append(", ").append(column).append("::").append(now.property("type"));
      }
    }
    return values.toString();
  }

  private void index(String name) {
    CatalogObject index = find(after, name).filter(each -> each.is("index")).orElse(null);
    if (index == null || before.find(index.owner()).isEmpty()) {
      return;
    }
    CatalogObject table = before.find(index.owner()).orElseThrow();
    String keys = "(" + String.join("), (", index.list("keys")) + ")";
    String where = index.detail("predicate").isEmpty() ? "" : " WHERE " + index.detail("predicate");
    boolean sorted = index.property("definition").contains(" USING btree ");
    String from = " FROM ONLY " + sql(table) + where;
    add(
        sortWork(index),
        table,
        "SELECT " + keys + from + (sorted ? " ORDER BY " + keys : ""),
        "SELECT 1" + " FROM ONLY " + sql(table));
  }

  /** Text is compared by its collation, which takes longer than numbers do. */
  private Work sortWork(CatalogObject index) {
    List<String> columns = index.list("columns");
    boolean text =
        after.partsOf(index.owner(), "column").stream()
            .filter(column -> columns.contains(column.part()))
            .anyMatch(column -> column.property("type").matches("(text|char|citext|name).*"));
    return text || columns.contains("") ? Work.INDEX_SORT_ON_TEXT : Work.INDEX_SORT_ON_NUMBERS;
  }

  /** All constraints of a table that one statement validates are checked in one scan. */
  private void validate(CatalogObject table) {
    if (!run.scanned().contains(table.object()) || run.rewritten().contains(table.object())) {
      return;
    }
    List<String> broken = new ArrayList<>();
    Work work = Work.SCAN;
    for (CatalogObject constraint : after.partsOf(table.id(), "constraint")) {
      if (newlyValid(constraint) && !constraint.detail("expression").isEmpty()) {
        broken.add("NOT (" + constraint.detail("expression") + ")");
        work = Work.CHECK;
      } else if (newlyValid(constraint) && constraint.detail("type").equals("n")) {
        constraint.list("columns").forEach(column -> broken.add(isNull(column)));
      }
    }
    for (CatalogObject now : after.partsOf(table.id(), "column")) {
      CatalogObject then = before.find(now.id()).orElse(null);
      boolean required = then != null && then.property("not null") == null;
      if (required && now.property("not null") != null && !broken.contains(isNull(then.part()))) {
        broken.add(isNull(then.part()));
      }
    }
    if (!broken.isEmpty()) {
      scan(table, work, " WHERE " + String.join(" OR ", broken));
    }
  }

  private static String isNull(String column) {
    return RelationName.identifier(column) + " IS NULL";
  }

  private boolean newlyValid(CatalogObject constraint) {
    boolean valid = constraint.property("validated") == null;
    return valid
        && before
            .find(constraint.id())
            .map(then -> then.property("validated") != null)
            .orElse(true);
  }

  private boolean foreignKey(CatalogObject object) {
    return object.is("constraint")
        && object.detail("type").equals("f")
        && object.property("enforced") == null
        && newlyValid(object)
        && before.find(object.owner()).isPresent()
        && before.find(object.detail("references")).isPresent();
  }

  /** The join by which the server looks for rows without a counterpart. */
  private void join(CatalogObject key) {
    CatalogObject referring = before.find(key.owner()).orElseThrow();
    CatalogObject referred = before.find(key.detail("references")).orElseThrow();
    List<String> on = new ArrayList<>();
    List<String> given = new ArrayList<>();
    for (int i = 0; i < key.list("columns").size(); i++) {
      String column = "fk." + RelationName.identifier(key.list("columns").get(i));
      on.add(
          "pk." + RelationName.identifier(key.list("referenced columns").get(i)) + " = " + column);
      given.add(column + " IS NOT NULL");
    }
    String missing = "pk." + RelationName.identifier(key.list("referenced columns").get(0));
    explained.add(referred.object());
    add(
        Work.FOREIGN_KEY_JOIN,
        referring,
        "SELECT 1 FROM ONLY %s fk LEFT OUTER JOIN ONLY %s pk ON (%s) WHERE %s IS NULL AND %s"
            .formatted(
                sql(referring),
                sql(referred),
                String.join(" AND ", on),
                missing,
                String.join(" AND ", given)),
        null);
  }

  private void scan(CatalogObject table, Work work, String where) {
    String from = "SELECT 1 FROM ONLY " + sql(table);
    add(work, table, from + where, from);
  }

  private void add(Work work, CatalogObject table, String sql, String plainer) {
    explained.add(table.object());
    proxies.add(new Proxy(work, table.object(), sql(table), sql, plainer));
  }

  private Optional<CatalogObject> table(String name) {
    return find(before, name).filter(object -> TABLES.contains(object.kind()));
  }

  private static Optional<CatalogObject> find(Catalog catalog, String name) {
    return catalog.objects().stream()
        .filter(object -> object.part() == null && object.schema() != null)
        .filter(object -> object.object().equals(name))
        .findFirst();
  }

  private static String sql(CatalogObject table) {
    return table.relationName().sql();
  }
}
