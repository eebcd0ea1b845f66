package dev.rehearsal.harness.conformance;

import java.util.List;
import java.util.Set;

/** node-pg-migrate with SQL files, or with a script where it is to have no transaction. */
final class NodePgMigrateTool implements Tool {

  @Override
  public String name() {
    return "node-pg-migrate";
  }

  @Override
  public String installed() {
    return "npm-tools/node_modules/node-pg-migrate";
  }

  @Override
  public void write(Project project, List<Version> versions) {
    project.withLink("node_modules", Installed.node("."));
    int number = 0;
    for (Version version : versions) {
      String name = "migrations/176722560000%d_%s".formatted(++number, version.name());
      if (version.transaction()) {
        project.with(name + ".sql", "-- Up Migration\n" + version.sql() + "\n-- Down Migration\n");
      } else {
        project.with(name + ".mjs", script(version));
      }
    }
  }

  private static String script(Version version) {
    StringBuilder script =
        new StringBuilder("export const up = (pgm) => {\n  pgm.noTransaction()\n");
    version
        .statements()
        .forEach(statement -> script.append("  pgm.sql(`").append(statement).append("`)\n"));
    return script.append("}\n").toString();
  }

  @Override
  public String command() {
    return "node '" + Installed.node("node-pg-migrate/bin/node-pg-migrate.js") + "' up";
  }

  @Override
  public String bookkeeping() {
    return "SELECT name FROM pgmigrations ORDER BY id";
  }

  @Override
  public String migrations() {
    return "migrations";
  }

  @Override
  public String base() {
    return "1767225600001_base";
  }

  /** Without a transaction it is a script, which is not understood. */
  @Override
  public Set<Case> replayedOtherwise() {
    return Set.of(Case.CONCURRENTLY);
  }
}
