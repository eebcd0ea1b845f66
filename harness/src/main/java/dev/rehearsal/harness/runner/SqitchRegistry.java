package dev.rehearsal.harness.runner;

/** What Sqitch says to its registry. Tags and dependencies, rows likewise, are left out. */
final class SqitchRegistry {

  private final String schema;
  private final String project;

  SqitchRegistry(String schema, String project) {
    this.schema = "\"" + schema.replace("\"", "\"\"") + "\"";
    this.project = Sending.quoted(project);
  }

  String[] create() {
    return new String[] {
      "CREATE SCHEMA IF NOT EXISTS " + schema,
      "CREATE TABLE IF NOT EXISTS " + schema + ".projects (project TEXT PRIMARY KEY)",
      "CREATE TABLE IF NOT EXISTS "
          + schema
          + ".changes (change_id TEXT PRIMARY KEY, change TEXT NOT NULL, project TEXT NOT NULL"
          + " REFERENCES "
          + schema
          + ".projects (project) ON UPDATE CASCADE, committed_at TIMESTAMPTZ NOT NULL DEFAULT"
          + " clock_timestamp())",
      "CREATE TABLE IF NOT EXISTS "
          + schema
          + ".events (event TEXT NOT NULL, change_id TEXT NOT NULL, change TEXT NOT NULL, project"
          + " TEXT NOT NULL REFERENCES "
          + schema
          + ".projects (project) ON UPDATE CASCADE, committed_at TIMESTAMPTZ NOT NULL DEFAULT"
          + " clock_timestamp(), PRIMARY KEY (change_id, committed_at))",
      "INSERT INTO " + schema + ".projects VALUES (" + project + ") ON CONFLICT DO NOTHING"
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
      "INSERT INTO "
          + schema
          + ".changes (change_id, change, project) VALUES ("
          + identity(version)
          + ")",
      event("deploy", version)
    };
  }

  String[] reverted(Version version) {
    return new String[] {
      "DELETE FROM "
          + schema
          + ".changes WHERE change_id = md5("
          + Sending.quoted(version.id())
          + ")",
      event("revert", version)
    };
  }

  private String event(String event, Version version) {
    return "INSERT INTO "
        + schema
        + ".events (event, change_id, change, project) VALUES ('"
        + event
        + "', "
        + identity(version)
        + ")";
  }

  private String identity(Version version) {
    String id = Sending.quoted(version.id());
    return "md5(" + id + "), " + id + ", " + project;
  }
}
