package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Script;
import dev.rehearsal.harness.migration.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Migrations for tests, one statement an argument. */
final class TestMigration {

  private TestMigration() {}

  static Migration of(String... statements) {
    return of(false, statements);
  }

  static Migration inOneTransaction(String... statements) {
    return of(true, statements);
  }

  private static Migration of(boolean singleTransaction, String... sql) {
    List<Statement> statements = new ArrayList<>();
    for (String text : sql) {
      int index = statements.size() + 1;
      statements.add(new Statement(index, "test.sql", index, text, kind(text), null));
    }
    return new Migration(
        "psql", singleTransaction, List.of(new Script("test.sql", "0".repeat(64), statements)));
  }

  private static Statement.Kind kind(String sql) {
    return List.of("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
            .contains(sql.split("\\W")[0].toUpperCase(Locale.ROOT))
        ? Statement.Kind.TRANSACTION_CONTROL
        : Statement.Kind.PLAIN;
  }
}
