package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Script;
import dev.rehearsal.harness.migration.ScriptText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Drizzle: all pending migrations in one transaction, each cut at its breakpoints, in the order of
 * the journal, or in that of the directories' names where there is none. Seen of drizzle-orm
 * 0.45.4.
 */
final class Drizzle implements Layout {

  static final String NAME = "drizzle";
  static final String SNAPSHOT = "snapshot.json";

  private static final String SCRIPT = "migration.sql";
  private static final String BREAKPOINT = "--> statement-breakpoint";
  private static final String TABLE = "\"drizzle\".\"__drizzle_migrations\"";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> recognise(Directory directory) {
    if (directory.has(DrizzleJournal.FILE)) {
      return Optional.of("it has " + DrizzleJournal.FILE);
    }
    return directory.directoriesWith(SCRIPT).stream()
        .filter(name -> directory.has(name + "/" + SNAPSHOT))
        .findFirst()
        .map(name -> name + " has " + SCRIPT + " and " + SNAPSHOT);
  }

  @Override
  public String wayBack() {
    return "none, as it takes nothing back";
  }

  @Override
  public List<Version> versions(Directory directory, List<Problem> problems) {
    return directory.has(DrizzleJournal.FILE)
        ? new DrizzleJournal(directory, problems).versions()
        : directory.directoriesWith(SCRIPT).stream()
            .map(name -> new Version(name, name, cut(directory.text(name + "/" + SCRIPT)), null))
            .toList();
  }

  /** A breakpoint ends a statement, with a semicolon before it or without. */
  static ScriptText cut(ScriptText script) {
    String ends = ";" + " ".repeat(BREAKPOINT.length() - 1);
    return script.with(script.text().replace(BREAKPOINT, ends));
  }

  @Override
  public void forth(List<Pending> versions, Sending out) {
    out.says(
        "CREATE SCHEMA IF NOT EXISTS \"drizzle\"",
        "CREATE TABLE IF NOT EXISTS "
            + TABLE
            + " (id SERIAL PRIMARY KEY, hash text NOT NULL, created_at bigint)",
        "select id, hash, created_at from " + TABLE + " order by created_at desc limit 1");
    List<Script> scripts = new ArrayList<>();
    for (Pending pending : versions) {
      Version version = pending.version();
      out.add(
          scripts,
          pending,
          "insert into "
              + TABLE
              + " (\"hash\", \"created_at\") values('"
              + version.up().sha256()
              + "', "
              + version.order()
              + ")");
    }
    out.inOneTransaction(scripts);
  }

  /** Drizzle takes nothing back. */
  @Override
  public void back(List<Pending> versions, Sending out) {}
}
