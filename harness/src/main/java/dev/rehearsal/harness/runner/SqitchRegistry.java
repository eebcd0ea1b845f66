package dev.rehearsal.harness.runner;

/**
 * What Sqitch says to its registry, in tables of its own form: a dump may have them. Tags and
 * dependencies, rows likewise, are left out.
 */
final class SqitchRegistry {

  private static final String COMMITTED =
      ", committed_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(), committer_name TEXT NOT NULL,"
          + " committer_email TEXT NOT NULL, planned_at TIMESTAMPTZ NOT NULL, planner_name TEXT NOT"
          + " NULL, planner_email TEXT NOT NULL";
  private static final String BY =
      "committer_name, committer_email, planned_at, planner_name, planner_email";
  private static final String US =
      "'rehearse', 'rehearse', clock_timestamp(), 'rehearse', 'rehearse'";

  private final String schema;
  private final String project;

  SqitchRegistry(String schema, String project) {
    this.schema = "\"" + schema.replace("\"", "\"\"") + "\"";
    this.project = Sending.quoted(project);
  }

  String[] create() {
    String ofProject =
        "project TEXT NOT NULL REFERENCES " + schema + ".projects (project) ON UPDATE CASCADE";
    return new String[] {
      "CREATE SCHEMA IF NOT EXISTS " + schema,
      "CREATE TABLE IF NOT EXISTS "
          + schema
          + ".projects (project TEXT PRIMARY KEY, uri TEXT UNIQUE, created_at TIMESTAMPTZ NOT NULL"
          + " DEFAULT clock_timestamp(), creator_name TEXT NOT NULL, creator_email TEXT NOT NULL)",
      "CREATE TABLE IF NOT EXISTS "
          + schema
          + ".changes (change_id TEXT PRIMARY KEY, script_hash TEXT, change TEXT NOT NULL, "
          + ofProject
          + ", note TEXT NOT NULL DEFAULT ''"
          + COMMITTED
          + ", UNIQUE (project, script_hash))",
      "CREATE TABLE IF NOT EXISTS "
          + schema
          + ".events (event TEXT NOT NULL, change_id TEXT NOT NULL, change TEXT NOT NULL, "
          + ofProject
          + ", note TEXT NOT NULL DEFAULT '', requires TEXT[] NOT NULL DEFAULT '{}', conflicts TEXT[]"
          + " NOT NULL DEFAULT '{}', tags TEXT[] NOT NULL DEFAULT '{}'"
          + COMMITTED
          + ", PRIMARY KEY (change_id, committed_at))",
      "INSERT INTO "
          + schema
          + ".projects (project, creator_name, creator_email) VALUES ("
          + project
          + ", 'rehearse', 'rehearse') ON CONFLICT DO NOTHING"
    };
  }

  String select() {
    return "SELECT change_id, change, committed_at FROM "
        + schema
        + ".changes WHERE project = "
        + project
        + " ORDER BY committed_at DESC LIMIT 1";
  }

  /** Held until the change is noted. */
  String lock() {
    return "LOCK TABLE " + schema + ".changes IN EXCLUSIVE MODE";
  }

  String[] deployed(Version version) {
    return new String[] {
      row("changes", "", "", version), row("events", "event, ", "'deploy', ", version)
    };
  }

  String[] reverted(Version version) {
    String id = Sending.quoted(version.id());
    return new String[] {
      "DELETE FROM " + schema + ".changes WHERE change_id = md5(" + id + ")",
      row("events", "event, ", "'revert', ", version)
    };
  }

  private String row(String table, String column, String value, Version version) {
    String id = Sending.quoted(version.id());
    return "INSERT INTO "
        + schema
        + "."
        + table
        + " ("
        + column
        + "change_id, change, project, "
        + BY
        + ") VALUES ("
        + value
        + "md5("
        + id
        + "), "
        + String.join(", ", id, project, US)
        + ")";
  }
}
