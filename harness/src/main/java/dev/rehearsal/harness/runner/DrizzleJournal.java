package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code meta/_journal.json}. */
final class DrizzleJournal {

  static final String FILE = "meta/_journal.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Directory directory;
  private final List<Problem> problems;
  private final String text;

  DrizzleJournal(Directory directory, List<Problem> problems) {
    this.directory = directory;
    this.problems = problems;
    this.text = directory.text(FILE).text();
  }

  List<Version> versions() {
    try {
      return versions(JSON.readTree(text));
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      fault(at == null ? 1 : at.getLineNr(), "is not JSON: " + e.getOriginalMessage());
      return List.of();
    }
  }

  private List<Version> versions(JsonNode journal) {
    String dialect = journal.path("dialect").asString("");
    if (!Set.of("postgresql", "pg").contains(dialect)) {
      fault(line("\"dialect\""), "the dialect must be postgresql, was " + shown(dialect));
      return List.of();
    }
    if (!journal.path("entries").isArray()) {
      fault(1, "has no list of entries; drizzle-kit generate writes it");
      return List.of();
    }
    List<Version> versions = new ArrayList<>();
    Set<String> tags = new HashSet<>();
    for (JsonNode entry : journal.path("entries")) {
      String tag = entry.path("tag").asString("");
      int line = line("\"" + tag + "\"");
      if (tag.isEmpty() || tag.contains("/") || tag.contains("\\")) {
        fault(line, "each entry has a tag, the name of its file, was " + shown(tag));
      } else if (!entry.path("when").isIntegralNumber()) {
        fault(
            line,
            "the entry " + tag + " has no time \"when\", by which drizzle finds what is pending");
      } else if (!tags.add(tag)) {
        fault(line, "the entry " + tag + " is there twice; remove one");
      } else if (!directory.has(tag + ".sql")) {
        fault(line, "the entry " + tag + " has no file " + tag + ".sql; add the file or remove it");
      } else {
        long when = entry.path("when").longValue();
        versions.add(
            new Version(tag, tag, Drizzle.cut(directory.text(tag + ".sql")), null, true, when));
      }
    }
    return versions;
  }

  private static String shown(String value) {
    return value.isEmpty() ? "nothing" : value;
  }

  private int line(String part) {
    int at = text.indexOf(part);
    return at < 0 ? 1 : 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
  }

  private void fault(int line, String sentence) {
    problems.add(directory.problem(FILE, line, sentence));
  }
}
