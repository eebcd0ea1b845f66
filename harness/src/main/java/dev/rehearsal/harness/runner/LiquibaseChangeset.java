package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.ScriptText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One changeset of a changelog, filled line by line. */
final class LiquibaseChangeset {

  private static final Set<String> NOTHING = Set.of("empty", "not required");

  private final String file;
  private final int line;
  private final String author;
  private final String id;
  private final LiquibaseAttributes attributes;
  private final ScriptText script;
  private final Map<Integer, String> forth = new TreeMap<>();
  private final Map<Integer, String> back = new TreeMap<>();

  LiquibaseChangeset(
      String file,
      int line,
      String author,
      String id,
      LiquibaseAttributes attributes,
      ScriptText script) {
    this.file = file;
    this.line = line;
    this.author = author;
    this.id = id;
    this.attributes = attributes;
    this.script = script;
  }

  String file() {
    return file;
  }

  int line() {
    return line;
  }

  String id() {
    return id;
  }

  String name() {
    return author + ":" + id;
  }

  /** What it is to Liquibase. */
  String identity() {
    return file + ":" + name();
  }

  void forth(int number, String text) {
    forth.put(number, text);
  }

  void back(int number, String text) {
    back.put(number, text);
  }

  /** Whether it runs against Postgres. */
  boolean runs() {
    return attributes.forPostgres() && !attributes.is("ignore", false);
  }

  /**
   * As a version.
   *
   * @param called what nobody else is called
   * @param problems gets what cannot be sent as it is
   */
  Version version(Directory directory, String called, List<Problem> problems) {
    boolean transaction = attributes.is("runInTransaction", true);
    return new Version(
        called,
        name(),
        pieces(directory, "splitStatements", "endDelimiter", problems).cut(text(forth)),
        back.isEmpty() ? null : down(directory, problems),
        transaction,
        0);
  }

  private ScriptText down(Directory directory, List<Problem> problems) {
    String said = back.values().stream().collect(Collectors.joining(" ")).strip();
    if (NOTHING.contains(said.toLowerCase(Locale.ROOT))) {
      return script.with("");
    }
    return pieces(directory, "rollbackSplitStatements", "rollbackEndDelimiter", problems)
        .cut(text(back));
  }

  private LiquibasePieces pieces(
      Directory directory, String split, String delimiter, List<Problem> problems) {
    return new LiquibasePieces(
        directory,
        file,
        attributes.is("runInTransaction", true),
        attributes.is(split, true),
        attributes.text(delimiter, null),
        problems);
  }

  /** Each line where it stands in the file. */
  private ScriptText text(Map<Integer, String> lines) {
    StringBuilder text = new StringBuilder();
    int at = 1;
    for (Map.Entry<Integer, String> each : lines.entrySet()) {
      text.append("\n".repeat(each.getKey() - at)).append(each.getValue());
      at = each.getKey();
    }
    return script.with(text.append('\n').toString());
  }
}
