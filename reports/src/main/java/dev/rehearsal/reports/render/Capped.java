package dev.rehearsal.reports.render;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Lists that say so where they leave something out. */
final class Capped {
  private Capped() {}

  /** The first of the things as lines, and a last line that counts them if there are more. */
  static <T> List<String> lines(Collection<T> things, int most, Function<T, String> words) {
    List<String> lines = new ArrayList<>();
    things.stream().limit(most).forEach(thing -> lines.add(Excerpt.brief(words.apply(thing))));
    if (things.size() > most) {
      lines.add(note(most, things.size(), ""));
    }
    return lines;
  }

  /** What a list leaves out, or null. */
  static String note(int most, int all, String what) {
    return all > most ? "Showing %s of %s%s.".formatted(most, all, what) : null;
  }
}
