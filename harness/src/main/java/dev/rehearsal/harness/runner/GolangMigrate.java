package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.ScriptText;
import dev.rehearsal.reports.recording.Grouping;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * golang-migrate: a file is one message; its table holds one row, the version, which is dirty while
 * a migration runs and after it failed. Seen of 4.20.1.
 */
final class GolangMigrate implements Layout {

  static final String NAME = "golang-migrate";

  private static final Pattern FILE = Pattern.compile("([0-9]+)_(.*)\\.(up|down)\\.sql");
  private static final String TABLE = "\"public\".\"schema_migrations\"";

  /** The tool makes it of the names of database and table; only that it is its own matters. */
  private static final String LOCK = "3596941855";

  private final Grouping grouping;

  /**
   * @param grouping {@link Grouping#STATEMENTS} for {@code x-multi-statement}
   */
  GolangMigrate(Grouping grouping) {
    this.grouping = grouping;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> recognise(Directory directory) {
    return directory.files().stream()
        .filter(file -> FILE.matcher(file).matches() && file.endsWith(".up.sql"))
        .findFirst()
        .map(file -> file + " is named VERSION_NAME.up.sql");
  }

  @Override
  public String wayBack() {
    return "VERSION_NAME.down.sql beside VERSION_NAME.up.sql";
  }

  @Override
  public List<Version> versions(Directory directory, List<Problem> problems) {
    SortedMap<BigInteger, String> ups = new TreeMap<>();
    SortedMap<BigInteger, String> downs = new TreeMap<>();
    for (String file : directory.files()) {
      Matcher name = FILE.matcher(file);
      if (name.matches()) {
        String other =
            (name.group(3).equals("up") ? ups : downs)
                .putIfAbsent(new BigInteger(name.group(1)), file);
        if (other != null) {
          problems.add(
              directory.problem(
                  file, 1, "has the version of " + other + "; a version has one file each way"));
        }
      }
    }
    downs.forEach(
        (version, file) -> {
          if (!ups.containsKey(version)) {
            problems.add(
                directory.problem(file, 1, "takes back a version that has no .up.sql; add that"));
          }
        });
    List<Version> versions = new ArrayList<>();
    ups.forEach(
        (version, file) -> {
          ScriptText down = downs.containsKey(version) ? directory.text(downs.get(version)) : null;
          String name = file.substring(0, file.length() - ".up.sql".length());
          versions.add(new Version(version.toString(), name, directory.text(file), down));
        });
    return versions;
  }

  @Override
  public void forth(List<Pending> versions, Sending out) {
    begin(out);
    for (Pending pending : versions) {
      String id = pending.version().id();
      out.transactionOf(pending.version(), "TRUNCATE " + TABLE, insert(id, true));
      out.sends(grouping, pending);
      out.transactionOf(pending.version(), "TRUNCATE " + TABLE, insert(id, false));
    }
    end(out);
  }

  /** Its table then has the version before, or no row if there is none. */
  @Override
  public void back(List<Pending> versions, Sending out) {
    begin(out);
    for (Pending pending : versions) {
      String before = pending.before();
      String dirty = insert(before == null ? "-1" : before, true);
      out.transactionOf(pending.version(), "TRUNCATE " + TABLE, dirty);
      out.sends(grouping, pending);
      if (before == null) {
        out.transactionOf(pending.version(), "TRUNCATE " + TABLE);
      } else {
        out.transactionOf(pending.version(), "TRUNCATE " + TABLE, insert(before, false));
      }
    }
    end(out);
  }

  private static void begin(Sending out) {
    out.says(
        "SELECT pg_advisory_lock(" + LOCK + ")",
        "CREATE TABLE IF NOT EXISTS "
            + TABLE
            + " (version bigint not null primary key, dirty boolean not null)",
        "SELECT pg_advisory_unlock(" + LOCK + ")",
        "SELECT pg_advisory_lock(" + LOCK + ")",
        "SELECT version, dirty FROM " + TABLE + " LIMIT 1");
  }

  private static void end(Sending out) {
    out.says("SELECT pg_advisory_unlock(" + LOCK + ")");
  }

  private static String insert(String version, boolean dirty) {
    return "INSERT INTO " + TABLE + " (version, dirty) VALUES (" + version + ", " + dirty + ")";
  }
}
