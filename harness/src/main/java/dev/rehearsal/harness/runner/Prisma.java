package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.ScriptText;
import dev.rehearsal.reports.recording.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prisma Migrate: a directory a migration, its {@code migration.sql} one message, with a row in
 * {@code _prisma_migrations} that is finished afterwards. Read in the source of 6.
 */
final class Prisma implements Layout {

  static final String NAME = "prisma";

  private static final String SCRIPT = "migration.sql";
  private static final String LOCK_FILE = "migration_lock.toml";
  private static final Pattern PROVIDER =
      Pattern.compile("(?m)^\\s*provider\\s*=\\s*[\"']([^\"'\r\n]*)[\"']");
  private static final String LOCK = "72707369";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> recognise(Directory directory) {
    Directory migrations = directory.orBelow("migrations");
    if (migrations.has(LOCK_FILE)) {
      return Optional.of("it has " + LOCK_FILE);
    }
    return migrations.directoriesWith(SCRIPT).stream()
        .filter(name -> !migrations.has(name + "/" + Drizzle.SNAPSHOT))
        .findFirst()
        .map(name -> name + " has " + SCRIPT);
  }

  @Override
  public String wayBack() {
    return "down.sql beside migration.sql";
  }

  @Override
  public List<Version> versions(Directory directory, List<Problem> problems) {
    Directory migrations = directory.orBelow("migrations");
    requirePostgres(migrations, problems);
    List<Version> versions = new ArrayList<>();
    for (String name : migrations.directories()) {
      if (!migrations.has(name + "/" + SCRIPT)) {
        problems.add(
            migrations.problem(name + " has no " + SCRIPT + ", which prisma refuses; remove it"));
        continue;
      }
      String down = name + "/down.sql";
      ScriptText back = migrations.has(down) ? migrations.text(down) : null;
      versions.add(new Version(name, name, migrations.text(name + "/" + SCRIPT), back));
    }
    return versions;
  }

  private static void requirePostgres(Directory migrations, List<Problem> problems) {
    if (!migrations.has(LOCK_FILE)) {
      return;
    }
    String text = migrations.text(LOCK_FILE).text();
    Matcher provider = PROVIDER.matcher(text);
    if (!provider.find()) {
      problems.add(
          migrations.problem(LOCK_FILE, 1, "names no provider; add provider = \"postgresql\""));
    } else if (!List.of("postgresql", "postgres", "cockroachdb").contains(provider.group(1))) {
      int line = (int) text.substring(0, provider.start(1)).lines().count();
      problems.add(
          migrations.problem(
              LOCK_FILE,
              line,
              "the provider must be postgresql, was "
                  + provider.group(1)
                  + "; only migrations for Postgres can be rehearsed"));
    }
  }

  /** Its lock goes with its session. */
  @Override
  public void forth(List<Pending> versions, Sending out) {
    out.says(
        "SELECT pg_advisory_lock(" + LOCK + ")",
        "CREATE TABLE IF NOT EXISTS _prisma_migrations (id VARCHAR(36) PRIMARY KEY NOT NULL,"
            + " checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name"
            + " VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ, started_at"
            + " TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)",
        "SELECT id, checksum, finished_at, migration_name, logs, rolled_back_at, started_at,"
            + " applied_steps_count FROM _prisma_migrations ORDER BY started_at ASC");
    for (Pending pending : versions) {
      Version version = pending.version();
      String name = Sending.quoted(version.name());
      String row = "migration_name = " + name + " AND finished_at IS NULL";
      out.saysOf(
          version,
          "INSERT INTO _prisma_migrations (id, checksum, started_at, migration_name) VALUES"
              + " (gen_random_uuid()::text, '"
              + version.up().sha256()
              + "', now(), "
              + name
              + ")");
      out.sends(Grouping.MESSAGE, pending);
      out.saysOf(
          version,
          "UPDATE _prisma_migrations SET applied_steps_count = applied_steps_count + 1 WHERE "
              + row,
          "UPDATE _prisma_migrations SET finished_at = now() WHERE " + row);
    }
  }

  /** Prisma takes nothing back; a {@code down.sql} is run by {@code prisma db execute}. */
  @Override
  public void back(List<Pending> versions, Sending out) {
    versions.forEach(pending -> out.sends(Grouping.MESSAGE, pending));
  }
}
