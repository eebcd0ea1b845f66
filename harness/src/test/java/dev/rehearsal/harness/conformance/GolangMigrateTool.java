package dev.rehearsal.harness.conformance;

import java.util.List;

/** golang-migrate: a file a version, sent as one message. */
final class GolangMigrateTool implements Tool {

  @Override
  public String name() {
    return "golang-migrate";
  }

  @Override
  public String installed() {
    return "golang-migrate/migrate";
  }

  @Override
  public void write(Project project, List<Version> versions) {
    int number = 0;
    for (Version version : versions) {
      project.with("migrations/%04d_%s.up.sql".formatted(++number, version.name()), version.sql());
    }
  }

  @Override
  public String command() {
    return command("up");
  }

  static String command(String words) {
    return "'"
        + Installed.path("golang-migrate/migrate")
        + "' -path migrations -database '{url}' "
        + words;
  }

  @Override
  public String bookkeeping() {
    return "SELECT version || ' ' || dirty FROM schema_migrations";
  }

  @Override
  public String migrations() {
    return "migrations";
  }
}
