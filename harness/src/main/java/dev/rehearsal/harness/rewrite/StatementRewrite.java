package dev.rehearsal.harness.rewrite;

/** The safer steps for one statement, by what it changed: the schema, rows, or neither. */
final class StatementRewrite {

  private StatementRewrite() {}

  static Steps of(Observed observed, int major) throws NoSaferForm {
    Steps steps = new Steps(observed.index());
    if (Maintenance.concerns(observed)) {
      Maintenance.write(steps, observed);
    } else if (observed.changesSchema()) {
      refuseRows(observed);
      new SchemaRewrite(observed, major).write(steps);
    } else {
      RowChange.write(steps, observed);
    }
    return steps;
  }

  private static void refuseRows(Observed observed) throws NoSaferForm {
    if (changesRowsToo(observed)) {
      throw new NoSaferForm(
          "it changes rows as well as the schema; put the rows into a statement of their own");
    }
  }

  /** Rows that a rewrite writes anew are neither updated nor deleted. */
  private static boolean changesRowsToo(Observed observed) {
    boolean rewrites = !observed.run().rewritten().isEmpty();
    return observed.run().modified().stream()
        .anyMatch(rows -> rows.updated() + rows.deleted() > 0 || !rewrites && rows.inserted() > 0);
  }
}
