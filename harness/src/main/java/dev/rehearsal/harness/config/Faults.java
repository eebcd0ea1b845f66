package dev.rehearsal.harness.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Collects what is wrong with the user's input, so that all of it is told at once. */
final class Faults {

  private static final int LONGEST = 500;

  private final List<String> found = new ArrayList<>();

  /**
   * Adds a fault.
   *
   * @param place what is wrong: {@code --port} or {@code rehearsal.yaml:3: port}
   * @param rule what it must be, and the value that it is not
   */
  void add(String place, String rule) {
    found.add(printable(place + " " + rule));
  }

  /** Adds faults that were found and told elsewhere. */
  void add(Problem told) {
    found.add(told.getMessage());
  }

  void addAll(Faults others) {
    found.addAll(others.found);
  }

  /** What {@code parse} makes of a text, or empty and one fault more. */
  <T> Optional<T> parse(String place, String text, Function<String, T> parse) {
    try {
      return Optional.of(parse.apply(text));
    } catch (IllegalArgumentException notSuch) {
      add(place, notSuch.getMessage());
      return Optional.empty();
    }
  }

  /**
   * The text on one line of bounded length: what is wrong with a value may be that it has a line
   * break or a terminal's control sequence in it.
   */
  static String printable(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(
            point -> {
              if (Character.isISOControl(point) || !Character.isDefined(point) || special(point)) {
                line.append(String.format(Locale.ROOT, "\\u%04x", point));
              } else {
                line.appendCodePoint(point);
              }
            });
    return line.toString();
  }

  private static boolean special(int point) {
    return switch (Character.getType(point)) {
      case Character.SURROGATE,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /**
   * @throws Problem with all faults, one a line, if there are any
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new Problem(Problem.Kind.USAGE, String.join("\n", found));
    }
  }
}
