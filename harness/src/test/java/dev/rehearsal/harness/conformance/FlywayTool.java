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

  /** Its lock is one of the session, for one in a transaction has CONCURRENTLY wait for itself. */
  private static final String CONFIGURATION =
      """
      flyway.locations=filesystem:migrations
      flyway.postgresql.transactional.lock=false
      """;

  @Override
  public void write(Project project, List<Version> versions) {
    project.with("flyway.conf", CONFIGURATION);
    int number = 0;
    for (Version version : versions) {
      project.with("migrations/V%d__%s.sql".formatted(++number, version.name()), version.sql());
    }
  }

  @Override
  public String command() {
    return command("migrate");
  }

  static String command(String word) {
    return JavaTool.command(
        "org.flywaydb.commandline.Main",
        "-configFiles=flyway.conf -url={jdbc-url} -user={user} -password={password} " + word);
  }

  @Override
  public String bookkeeping() {
    return "SELECT concat_ws(' ', installed_rank, version, type, script, checksum, success)"
        + " FROM flyway_schema_history ORDER BY installed_rank";
  }

  @Override
  public String migrations() {
    return ".";
  }

  @Override
  public Set<Case> lacks() {
    return Set.of();
  }
}
