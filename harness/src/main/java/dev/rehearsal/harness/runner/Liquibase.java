package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.reports.recording.Grouping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Liquibase, its changelog in formatted SQL: a transaction for each changeset, another for its row
 * in {@code databasechangelog}, and for its lock, a row that is committed before and after. Seen of
 * 4.33.0.
 */
final class Liquibase implements Layout {

  static final String NAME = "liquibase";

  private static final String TABLE = "public.databasechangelog";
  private static final String LOCK = "public.databasechangeloglock";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> recognise(Directory directory) {
    return LiquibaseFiles.recognise(directory);
  }

  @Override
  public boolean readsFile() {
    return true;
  }

  @Override
  public String wayBack() {
    return "what --rollback says in each changeset";
  }

  @Override
  public List<Version> versions(Directory directory, List<Problem> problems) {
    List<LiquibaseChangeset> changesets = new ArrayList<>();
    LiquibaseProperties properties = new LiquibaseProperties();
    for (String file : LiquibaseFiles.of(directory, problems)) {
      changesets.addAll(new LiquibaseChangelog(directory, file, properties, problems).changesets());
    }
    Map<String, Integer> ids = new HashMap<>();
    Set<String> names = new HashSet<>();
    for (LiquibaseChangeset changeset : changesets) {
      ids.merge(changeset.id(), 1, Integer::sum);
      if (!names.add(changeset.name())) {
        problems.add(
            directory.problem(
                changeset.file(),
                changeset.line(),
                "has author and id of another changeset; give it an id of its own"));
      }
    }
    return changesets.stream()
        .map(changeset -> changeset.version(directory, ids.get(changeset.id()) == 1, problems))
        .toList();
  }

  @Override
  public void forth(List<Pending> versions, Sending out) {
    begin(out);
    for (Pending pending : versions) {
      Version version = pending.version();
      send(out, pending);
      out.transactionOf(
          version,
          "INSERT INTO "
              + TABLE
              + " (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, EXECTYPE) SELECT "
              + String.join(", ", quoted(version, false), quoted(version, true), file(version))
              + ", NOW(), coalesce(max(ORDEREXECUTED), 0) + 1, 'EXECUTED' FROM "
              + TABLE);
    }
    end(out);
  }

  @Override
  public void back(List<Pending> versions, Sending out) {
    begin(out);
    for (Pending pending : versions) {
      Version version = pending.version();
      send(out, pending);
      out.transactionOf(
          version,
          "DELETE FROM "
              + TABLE
              + " WHERE ID = "
              + quoted(version, false)
              + " AND AUTHOR = "
              + quoted(version, true)
              + " AND FILENAME = "
              + file(version));
    }
    end(out);
  }

  private static void send(Sending out, Pending pending) {
    boolean begins = pending.script().statements().stream().anyMatch(Statement::beginsTransaction);
    if (!pending.version().transaction()) {
      out.sends(Grouping.STATEMENTS, pending);
    } else if (begins) {
      out.sends(Grouping.TRANSACTION, pending);
    } else {
      out.sendsReopening(pending);
    }
  }

  private static void begin(Sending out) {
    out.transaction(
        "CREATE TABLE IF NOT EXISTS "
            + TABLE
            + " (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL, FILENAME VARCHAR(255) NOT"
            + " NULL, DATEEXECUTED TIMESTAMP NOT NULL, ORDEREXECUTED INTEGER NOT NULL, EXECTYPE"
            + " VARCHAR(10) NOT NULL)");
    out.transaction(
        "CREATE TABLE IF NOT EXISTS "
            + LOCK
            + " (ID INTEGER NOT NULL PRIMARY KEY, LOCKED BOOLEAN NOT NULL, LOCKGRANTED TIMESTAMP,"
            + " LOCKEDBY VARCHAR(255))");
    out.transaction(
        "INSERT INTO " + LOCK + " (ID, LOCKED) VALUES (1, FALSE) ON CONFLICT DO NOTHING");
    out.transaction(
        "SELECT LOCKED FROM " + LOCK + " WHERE ID = 1",
        "UPDATE "
            + LOCK
            + " SET LOCKED = TRUE, LOCKEDBY = 'rehearse', LOCKGRANTED = NOW() WHERE ID = 1 AND"
            + " LOCKED = FALSE");
    out.transaction("SELECT * FROM " + TABLE + " ORDER BY DATEEXECUTED, ORDEREXECUTED");
  }

  private static void end(Sending out) {
    out.transaction(
        "UPDATE " + LOCK + " SET LOCKED = FALSE, LOCKEDBY = NULL, LOCKGRANTED = NULL WHERE ID = 1");
  }

  private static String quoted(Version version, boolean author) {
    int colon = version.name().indexOf(':');
    return Sending.quoted(
        author ? version.name().substring(0, colon) : version.name().substring(colon + 1));
  }

  private static String file(Version version) {
    return Sending.quoted(String.valueOf(version.up().path().getFileName()));
  }
}
