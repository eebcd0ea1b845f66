package dev.rehearsal.harness.runner;

import java.util.ArrayList;
import java.util.List;

/** The lines of a text, of which some can be blanked out while all keep their number. */
final class Lines {

  private final List<String> lines = new ArrayList<>();
  private final boolean[] kept;

  Lines(String text) {
    int from = 0;
    while (from < text.length()) {
      int newline = text.indexOf('\n', from);
      int to = newline < 0 ? text.length() : newline + 1;
      lines.add(text.substring(from, to));
      from = to;
    }
    kept = new boolean[lines.size()];
  }

  int count() {
    return lines.size();
  }

  /** The line without its end, by its number from 1. */
  String line(int number) {
    return lines.get(number - 1).stripTrailing();
  }

  /** Puts another text, without a newline in it, in the place of a line. */
  void replace(int number, String text) {
    lines.set(number - 1, lines.get(number - 1).endsWith("\n") ? text + "\n" : text);
  }

  void keep(int number) {
    kept[number - 1] = true;
  }

  /** Keeps the lines from one to another, both included. */
  void keep(int from, int to) {
    for (int number = from; number <= to; number++) {
      keep(number);
    }
  }

  /** The text in which only the lines that were to be kept say something. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append(kept[i] ? lines.get(i) : lines.get(i).endsWith("\n") ? "\n" : "");
    }
    return text.toString();
  }
}
