package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.reports.recording.Grouping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    LiquibaseProperties properties =
        new LiquibaseProperties(
            LiquibaseConfiguration.of(directory, new ArrayList<>()).parameters());
    for (String file : LiquibaseFiles.of(directory, problems)) {
      changesets.addAll(new LiquibaseChangelog(directory, file, properties, problems).changesets());
    }
    requireDistinct(changesets, directory, problems);
    Map<String, Long> named =
        changesets.stream()
            .flatMap(each -> Stream.of(each.id(), each.name()))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return changesets.stream()
        .map(each -> each.version(directory, called(each, named), problems))
        .toList();
  }

  private static void requireDistinct(
      List<LiquibaseChangeset> changesets, Directory directory, List<Problem> problems) {
    Set<String> identities = new HashSet<>();
    for (LiquibaseChangeset changeset : changesets) {
      if (!identities.add(changeset.identity())) {
        problems.add(
            directory.problem(
                changeset.file(),
                changeset.line(),
                "has author and id of another changeset of the file; give it an id of its own"));
      }
    }
  }

  /** The shortest that is its alone. */
  private static String called(LiquibaseChangeset changeset, Map<String, Long> named) {
    return Stream.of(changeset.id(), changeset.name())
        .filter(name -> named.get(name) == 1)
        .findFirst()
        .orElse(changeset.identity());
  }

  @Override
  public void forth(List<Pending> versions, Sending out) {
    send(
        versions,
        out,
        version ->
            "INSERT INTO "
                + TABLE
                + " (ID, AUTHOR, FILENAME, DATEEXECUTED, ORDEREXECUTED, EXECTYPE) SELECT "
                + String.join(", ", quoted(version, false), quoted(version, true), file(version))
                + ", NOW(), coalesce(max(ORDEREXECUTED), 0) + 1, 'EXECUTED' FROM "
                + TABLE);
  }

  @Override
  public void back(List<Pending> versions, Sending out) {
    send(
        versions,
        out,
        version ->
            "DELETE FROM "
                + TABLE
                + " WHERE ID = "
                + quoted(version, false)
                + " AND AUTHOR = "
                + quoted(version, true)
                + " AND FILENAME = "
                + file(version));
  }

  private static void send(List<Pending> versions, Sending out, Function<Version, String> note) {
    begin(out);
    for (Pending pending : versions) {
      send(out, pending);
      out.transactionOf(pending.version(), note.apply(pending.version()));
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
