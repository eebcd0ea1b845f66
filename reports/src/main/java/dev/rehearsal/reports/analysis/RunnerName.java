package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Migration;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the migration's runner is called. A command of the user's is known by the table that it was
 * seen to keep, if nobody has said what it runs.
 */
final class RunnerName {

  private static final Map<String, Pattern> BY_OWN_TABLE = new LinkedHashMap<>();

  static {
    known("prisma", "_prisma_migrations");
    known("drizzle", "__drizzle_migrations");
    known("flyway", "flyway_schema_history");
    known("liquibase", "databasechangelog");
    known("node-pg-migrate", "pgmigrations");
    known("goose", "goose_db_version");
    known("diesel", "__diesel_schema_migrations");
    known("alembic", "alembic_version");
    known("django", "django_migrations");
    // Of the tools that call it so, only this one keeps the state.
    BY_OWN_TABLE.put("golang-migrate", Pattern.compile("\\bschema_migrations\\b.*\\bdirty\\b"));
  }

  private RunnerName() {}

  private static void known(String runner, String table) {
    BY_OWN_TABLE.put(runner, Pattern.compile("(?<![\\w$])" + table + "(?![\\w$])"));
  }

  static String of(Recording recording) {
    Migration migration = recording.migration();
    if (migration.command() == null || !migration.runner().equals(Migration.SOME_TOOL)) {
      return migration.runner();
    }
    List<String> own =
        recording.facts().map(Take::bookkeeping).orElse(List.of()).stream()
            .map(StatementRun::sql)
            .map(sql -> sql.toLowerCase(Locale.ROOT))
            .toList();
    return BY_OWN_TABLE.entrySet().stream()
        .filter(known -> own.stream().anyMatch(sql -> known.getValue().matcher(sql).find()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(migration.runner());
  }
}
