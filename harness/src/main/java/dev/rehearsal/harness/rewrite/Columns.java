package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.CatalogObject;
import dev.rehearsal.harness.rewrite.Delta.Change;
import java.util.List;

/** New columns, and small changes to columns that read no row. */
final class Columns {

  private final Delta delta;
  private final NotNulls notNulls;
  private final Observed observed;

  Columns(Delta delta, NotNulls notNulls, Observed observed) {
    this.delta = delta;
    this.notNulls = notNulls;
    this.observed = observed;
  }

  /** A column that is new on an existing table. */
  void add(Steps steps, CatalogObject column) throws NoSaferForm {
    CatalogObject table = delta.relation(column);
    if (observed.rewrote(table) && rewrites(column)) {
      withoutRewrite(steps, table, column);
    } else {
      steps.strong(definition(table, column, true, true), "adds the column without touching a row");
    }
  }

  /** A default that is the same for all rows is kept in the catalogs, and rewrites nothing. */
  private static boolean rewrites(CatalogObject column) {
    return column.property("identity") != null
        || column.property("generated") != null
        || !column.detail("missing").equals("yes")
        || column.property("default") == null;
  }

  private void withoutRewrite(Steps steps, CatalogObject table, CatalogObject column)
      throws NoSaferForm {
    refuse(column);
    String fill = column.property("default");
    if (fill == null) {
      // A constant default beside another column's volatile one, or none at all.
      steps.strong(definition(table, column, true, true), "adds the column without touching a row");
      return;
    }
    if (table.is("partitioned table")) {
      throw new NoSaferForm("the rows of a partitioned table are not filled in batches");
    }
    CatalogObject sequence = ownSequence(column);
    if (sequence != null) {
      steps.strong(
          "CREATE SEQUENCE " + Names.of(sequence) + " AS " + sequence.property("type"),
          "is what serial makes");
    }
    steps.strong(
        definition(table, column, false, false), "adds the column empty, without touching a row");
    if (sequence != null) {
      steps.strong(
          "ALTER SEQUENCE " + Names.of(sequence) + " OWNED BY " + qualified(table, column),
          "is what serial makes");
    }
    steps.strong(
        alter(table, column) + " SET DEFAULT " + fill,
        "a default given on its own is for new rows only");
    String id = Names.id(column.part());
    steps.weak(
        Batches.block(
            Names.of(table),
            delta.key(table),
            "UPDATE " + Names.of(table) + " SET " + id + " = " + fill,
            id + " IS NULL"),
        "fills the old rows in transactions of " + Batches.ROWS + " rows");
    steps.mayLeave("the column " + column.part() + ", filled in part");
    if (column.property("not null") != null) {
      notNulls.write(steps, delta.after(), table, column.part());
    }
  }

  private static void refuse(CatalogObject column) throws NoSaferForm {
    if (column.property("identity") != null) {
      throw new NoSaferForm(
          "a new identity column numbers all rows at once; add a plain column, fill it in batches,"
              + " and let a default number new rows");
    }
    if (column.property("generated") != null) {
      throw new NoSaferForm(
          "a stored generated column is computed for all rows at once; a plain column kept up by a"
              + " trigger, or from Postgres 18 a virtual one, is not");
    }
    if (column.property("default") == null && column.property("type").contains(".")) {
      throw new NoSaferForm(
          "a column of a domain with constraints makes the server check all rows");
    }
  }

  private CatalogObject ownSequence(CatalogObject column) {
    String owned = delta.relation(column).id();
    for (CatalogObject sequence : delta.after().objects()) {
      boolean fresh = delta.before().find(sequence.id()).isEmpty();
      if (sequence.is("sequence") && fresh && owned.equals(sequence.owner())) {
        String by = sequence.property("owned by");
        if (by != null && by.endsWith("." + Names.id(column.part()))) {
          delta.take(change -> change.any() == sequence);
          return sequence;
        }
      }
    }
    return null;
  }

  private String definition(
      CatalogObject table, CatalogObject column, boolean withDefault, boolean withNotNull) {
    StringBuilder sql = new StringBuilder("ALTER TABLE " + Names.of(table) + " ADD COLUMN ");
    sql.append(Names.id(column.part())).append(' ').append(column.property("type"));
    if (column.property("collation") != null) {
      sql.append(" COLLATE ").append(column.property("collation"));
    }
    if (withDefault && column.property("default") != null) {
      sql.append(" DEFAULT ").append(column.property("default"));
    }
    String generated = column.property("generated");
    if (generated != null) {
      int space = generated.indexOf(' ');
      sql.append(" GENERATED ALWAYS AS (").append(generated.substring(space + 1)).append(") ");
      sql.append(generated.startsWith("stored") ? "STORED" : "VIRTUAL");
    }
    if (withNotNull && column.property("not null") != null) {
      NotNulls.constraint(delta.after(), table, column.part())
          .ifPresent(named -> sql.append(" CONSTRAINT ").append(Names.id(named.part())));
      sql.append(" NOT NULL");
    }
    return sql.toString();
  }

  static String alter(CatalogObject table, CatalogObject column) {
    return "ALTER TABLE " + Names.of(table) + " ALTER COLUMN " + Names.id(column.part());
  }

  private static String qualified(CatalogObject table, CatalogObject column) {
    return Names.of(table) + "." + Names.id(column.part());
  }

  void small(Steps steps, Change change) throws NoSaferForm {
    CatalogObject table = delta.relation(change.after());
    CatalogObject was = change.before();
    CatalogObject now = change.after();
    for (String property :
        List.of(
            "identity",
            "generated",
            "collation",
            "storage",
            "compression",
            "options",
            "privileges",
            "statistics target")) {
      if (change.differs(property)) {
        throw new NoSaferForm("it also changes the " + property + " of " + now.object());
      }
    }
    if (change.differs("name")) {
      steps.strong(
          "ALTER TABLE "
              + Names.of(table)
              + " RENAME COLUMN "
              + Names.id(was.part())
              + " TO "
              + Names.id(now.part()),
          "is a matter of the catalogs");
    }
    if (change.differs("default")) {
      String fill = now.property("default");
      steps.strong(
          alter(table, now) + (fill == null ? " DROP DEFAULT" : " SET DEFAULT " + fill),
          "is a matter of the catalogs");
    }
    if (change.differs("comment")) {
      steps.strong(
          "COMMENT ON COLUMN "
              + qualified(table, now)
              + " IS "
              + (now.property("comment") == null ? "NULL" : now.property("comment")),
          "is a matter of the catalogs");
    }
    if (change.differs("not null")) {
      if (now.property("not null") != null) {
        notNulls.write(steps, delta.after(), table, now.part());
      } else {
        steps.strong(alter(table, now) + " DROP NOT NULL", "is a matter of the catalogs");
      }
    }
  }
}
