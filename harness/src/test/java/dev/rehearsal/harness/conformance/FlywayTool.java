package dev.rehearsal.harness.conformance;

import java.util.List;
import java.util.Set;

/** Flyway's own command line. */
final class FlywayTool implements Tool {

  @Override
  public String name() {
    return "flyway";
  }

  @Override
  public String installed() {
    return "java-tools/lib";
  }

  @Override
  public void write(Project project, List<Version> versions) {
    int number = 0;
    for (Version version : versions) {
      project.with("migrations/V%d__%s.sql".formatted(++number, version.name()), version.sql());
    }
  }

  /** Its lock is one of the session, for one in a transaction has CONCURRENTLY wait for itself. */
  @Override
  public String command() {
    return JavaTool.command(
        "org.flywaydb.commandline.Main",
        "-url='{jdbc-url}' -locations=filesystem:migrations"
            + " -postgresql.transactional.lock=false migrate");
  }

  @Override
  public String bookkeeping() {
    return "SELECT concat_ws(' ', installed_rank, version, type, script, checksum, success)"
        + " FROM flyway_schema_history ORDER BY installed_rank";
  }

  @Override
  public String migrations() {
    return "migrations";
  }

  @Override
  public Set<Case> lacks() {
    return Set.of();
  }
}
