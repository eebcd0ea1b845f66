package dev.rehearsal.harness.conformance;

import java.util.List;

/** dbmate: both ways in one file, in a transaction unless the file says otherwise. */
final class DbmateTool implements Tool {

  @Override
  public String name() {
    return "dbmate";
  }

  @Override
  public String installed() {
    return "npm-tools/node_modules/dbmate";
  }

  @Override
  public void write(Project project, List<Version> versions) {
    int number = 0;
    for (Version version : versions) {
      project.with(
          "db/migrations/2026010100%04d_%s.sql".formatted(++number, version.name()),
          "-- migrate:up%s\n%s\n-- migrate:down\n"
              .formatted(version.transaction() ? "" : " transaction:false", version.sql()));
    }
  }

  @Override
  public String command() {
    return "node '" + Installed.node("dbmate/dist/cli.js") + "' --url '{url}' --no-dump-schema up";
  }

  @Override
  public String bookkeeping() {
    return "SELECT version FROM schema_migrations ORDER BY version";
  }

  @Override
  public String migrations() {
    return "db/migrations";
  }

  @Override
  public String base() {
    return "20260101000001";
  }
}
