package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.reports.recording.Grouping;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/**
 * diesel: a directory a migration, its {@code up.sql} a message in a transaction with its row in
 * {@code __diesel_schema_migrations}, unless {@code metadata.toml} says that it runs in none. Takes
 * no lock. Seen of 2.3.14.
 */
final class Diesel implements Layout {

  static final String NAME = "diesel";

  private static final String UP = "up.sql";
  private static final TomlMapper TOML = TomlMapper.builder().build();
  private static final String TRANSACTION = "run_in_transaction";
  private static final String TABLE = "__diesel_schema_migrations";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> recognise(Directory directory) {
    return migrations(directory).directoriesWith(UP).stream()
        .findFirst()
        .map(name -> name + " has " + UP);
  }

  @Override
  public String wayBack() {
    return "down.sql beside up.sql";
  }

  private static Directory migrations(Directory directory) {
    return directory.orBelow("migrations");
  }

  @Override
  public List<Version> versions(Directory directory, List<Problem> problems) {
    Directory migrations = migrations(directory);
    List<Version> versions = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (String name : migrations.directoriesWith(UP)) {
      String id = name.replaceFirst("_.*", "").replace("-", "");
      String other = names.putIfAbsent(id, name);
      if (other != null) {
        problems.add(
            migrations.problem(name + " has the version of " + other + "; number one anew"));
      }
      String down = name + "/down.sql";
      versions.add(
          new Version(
              id,
              name,
              migrations.text(name + "/" + UP),
              migrations.has(down) ? migrations.text(down) : null,
              inTransaction(migrations, name + "/metadata.toml", problems),
              0));
    }
    versions.sort(Comparator.comparing(Version::id));
    return versions;
  }

  private static boolean inTransaction(
      Directory migrations, String metadata, List<Problem> problems) {
    if (!migrations.has(metadata)) {
      return true;
    }
    int line = 1;
    String fault = TRANSACTION + " is neither true nor false; write one of them";
    try {
      JsonNode said = TOML.readTree(migrations.text(metadata).text()).path(TRANSACTION);
      if (said.isMissingNode() || said.isBoolean()) {
        return said.asBoolean(true);
      }
    } catch (JacksonException e) {
      line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
      fault = "is not TOML: " + e.getOriginalMessage();
    }
    problems.add(migrations.problem(metadata, line, fault));
    return true;
  }

  @Override
  public void forth(List<Pending> versions, Sending out) {
    send(versions, out, "INSERT INTO " + TABLE + " (version) VALUES (%s)");
  }

  @Override
  public void back(List<Pending> versions, Sending out) {
    send(versions, out, "DELETE FROM " + TABLE + " WHERE version = %s");
  }

  private static void send(List<Pending> versions, Sending out, String row) {
    out.says(
        "SET TIME ZONE 'UTC'",
        "CREATE TABLE IF NOT EXISTS "
            + TABLE
            + " (version VARCHAR(50) PRIMARY KEY NOT NULL, run_on TIMESTAMP NOT NULL DEFAULT"
            + " CURRENT_TIMESTAMP)",
        "SELECT version FROM " + TABLE + " ORDER BY version DESC");
    for (Pending pending : versions) {
      Grouping grouping = pending.version().transaction() ? Grouping.TRANSACTION : Grouping.MESSAGE;
      String id = Sending.quoted(pending.version().id());
      out.sendsWith(grouping, pending, row.replace("%s", id));
    }
  }
}
