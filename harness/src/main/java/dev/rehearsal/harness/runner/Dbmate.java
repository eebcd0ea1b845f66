package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.ScriptText;
import dev.rehearsal.reports.recording.Grouping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * dbmate: files in the order of their names as text, each saying both ways, in a transaction with
 * its row in {@code schema_migrations}, or without one, as a single message, where {@code
 * transaction:false} says so. Seen of 2.36.0.
 */
final class Dbmate implements Layout {

  static final String NAME = "dbmate";

  private static final Pattern FILE = Pattern.compile("([0-9]+).*\\.sql");
  private static final Pattern UP = Pattern.compile("(?m)^--[ \\t]*migrate:up(?!\\S)");
  private static final Pattern DOWN = Pattern.compile("(?m)^--[ \\t]*migrate:down(?!\\S)");
  private static final Pattern NO_TRANSACTION =
      Pattern.compile("(?m)^--[ \\t]*migrate:(?:up|down)[ \\t].*\\btransaction:false\\b");
  private static final String TABLE = "\"public\".\"schema_migrations\"";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> recognise(Directory directory) {
    return Optional.ofNullable(directory.fileWith(UP)).map(file -> file + " says -- migrate:up");
  }

  @Override
  public String wayBack() {
    return "what follows -- migrate:down in each file";
  }

  @Override
  public List<Version> versions(Directory directory, List<Problem> problems) {
    List<Version> versions = new ArrayList<>();
    Map<String, String> names = new HashMap<>();
    for (String file : directory.files()) {
      if (!FILE.matcher(file).matches()) {
        continue;
      }
      BothWays ways = BothWays.of(directory, file, UP, DOWN, problems);
      if (!BothWays.beginsWith(directory, file, UP, "-- migrate:up", NAME, problems)) {
        continue;
      }
      if (ways.down() == null) {
        problems.add(
            directory.problem(
                file, 1, "has no line -- migrate:down, which dbmate refuses; add it"));
      }
      String id = file.replaceFirst("[^0-9].*", "");
      String other = names.putIfAbsent(id, file);
      if (other != null) {
        problems.add(
            directory.problem(
                file, 1, "has the version of " + other + "; number one of them anew"));
      }
      versions.add(new Version(id, NumberedFiles.stem(file), ways.up(), ways.down()));
    }
    return versions;
  }

  @Override
  public void forth(List<Pending> versions, Sending out) {
    begin(out);
    for (Pending pending : versions) {
      String id = Sending.quoted(pending.version().id());
      String row = "insert into " + TABLE + " (version) values (" + id + ")";
      out.sendsWith(transaction(pending.version().up()), pending, row);
    }
  }

  @Override
  public void back(List<Pending> versions, Sending out) {
    begin(out);
    for (Pending pending : versions) {
      String id = Sending.quoted(pending.version().id());
      String row = "delete from " + TABLE + " where version = " + id;
      out.sendsWith(transaction(pending.version().down()), pending, row);
    }
  }

  private static void begin(Sending out) {
    out.says(
        "create table if not exists " + TABLE + " (version varchar primary key)",
        "select version from " + TABLE + " order by version desc");
  }

  private static Grouping transaction(ScriptText way) {
    boolean none = NO_TRANSACTION.matcher(way.text()).find();
    return none ? Grouping.MESSAGE : Grouping.TRANSACTION;
  }
}
