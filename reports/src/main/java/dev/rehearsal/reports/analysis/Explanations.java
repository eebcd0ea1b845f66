package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.postgres.Operation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code rehearse explain NAME} says about findings and lock modes; needs no database. A lock
 * mode may be written as SQL does, as {@code pg_locks} does, or as its abbreviation, in any case
 * and with blanks, dashes or underscores.
 */
public final class Explanations {

  private static final int WIDTH = 88;

  private Explanations() {}

  /**
   * Everything that can be explained, in lower case and with dashes: findings, then lock modes from
   * weakest to strongest.
   */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    Arrays.stream(FindingKind.values()).map(FindingKind::id).forEach(names::add);
    Arrays.stream(LockMode.values())
        .map(mode -> mode.sqlName().toLowerCase(Locale.ROOT).replace(' ', '-'))
        .forEach(names::add);
    return List.copyOf(names);
  }

  /** The explanation as plain text that ends with a newline, or empty for an unknown name. */
  public static Optional<String> of(String name) {
    String wanted = plain(name);
    for (FindingKind kind : FindingKind.values()) {
      if (plain(kind.id()).equals(wanted)) {
        return Optional.of(finding(kind));
      }
    }
    for (LockMode mode : LockMode.values()) {
      if (spellings(mode).contains(wanted)) {
        return Optional.of(lockMode(mode));
      }
    }
    return Optional.empty();
  }

  private static String finding(FindingKind kind) {
    return kind.id()
        + ": "
        + kind.title()
        + "\n\n"
        + wrap(kind.condition())
        + "\n\nEffect\n"
        + wrap(kind.effect())
        + "\n\nWhat to do\n"
        + wrap(kind.remedy())
        + "\n\nInstead of\n\n"
        + kind.badExample().indent(4)
        + "\nwrite\n\n"
        + kind.safeExample().indent(4);
  }

  private static String lockMode(LockMode mode) {
    return mode.sqlName()
        + " ("
        + mode.catalogName()
        + ", "
        + mode.abbreviation()
        + ")\n\n"
        + wrap("Taken by: " + LockModeNotes.takenBy(mode) + ".")
        + "\n\n"
        + wrap("Conflicts with: " + conflicts(mode) + ".")
        + "\n\n"
        + wrap(blocks(mode))
        + "\n";
  }

  private static String conflicts(LockMode mode) {
    return Arrays.stream(LockMode.values())
        .filter(mode::conflictsWith)
        .map(LockMode::sqlName)
        .collect(Collectors.joining(", "));
  }

  private static String blocks(LockMode mode) {
    String waiting =
        mode.blocks().stream().map(Operation::sqlName).collect(Collectors.joining(", "));
    String effect =
        mode.blocksReads()
            ? "Nobody else can read or write the table."
            : mode.blocksWrites()
                ? "Others can read the table but not write to it."
                : "Others can read and write the table.";
    return effect + " While it is held, these wait: " + waiting + ".";
  }

  private static List<String> spellings(LockMode mode) {
    return List.of(
        plain(mode.sqlName()),
        plain(mode.catalogName()),
        plain(mode.abbreviation()),
        plain(mode.sqlName() + "lock"));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "");
  }

  private static String wrap(String text) {
    StringBuilder wrapped = new StringBuilder();
    int column = 0;
    for (String word : text.strip().split("\\s+")) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        wrapped.append('\n');
        column = 0;
      } else if (column > 0) {
        wrapped.append(' ');
        column++;
      }
      wrapped.append(word);
      column += word.length();
    }
    return wrapped.toString();
  }
}
