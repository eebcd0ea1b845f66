package dev.rehearsal.harness.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Collects what is wrong with the user's input, so that all of it is told at once. */
final class Faults {

  private final List<String> found = new ArrayList<>();

  /**
   * Adds a fault.
   *
   * @param place what is wrong: {@code --port} or {@code rehearsal.yaml:3: port}
   * @param rule what it must be, and the value that it is not
   */
  void add(String place, String rule) {
    found.add(place + " " + rule);
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
   * @throws Problem with all faults, one a line, if there are any
   */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new Problem(Problem.Kind.USAGE, String.join("\n", found));
    }
  }
}
