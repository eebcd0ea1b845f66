package dev.rehearsal.harness.cli;

import java.io.PrintStream;
import java.util.List;

/** Lines that take the place of the last ones on a terminal, and are added where they differ. */
final class LiveScreen {

  private final PrintStream out;
  private final boolean terminal;
  private final int columns;
  private int shown;
  private List<String> last = List.of();

  LiveScreen(Console console) {
    this.out = console.out();
    this.terminal = console.outTerminal();
    this.columns = console.columns();
  }

  /** A line that stays. */
  void say(String line) {
    shown = 0;
    out.println(line);
    out.flush();
  }

  /**
   * Shows the lines.
   *
   * @param shape the same without what changes all the time
   */
  void show(List<String> lines, List<String> shape) {
    if (terminal) {
      redraw(lines);
    } else if (!shape.equals(last)) {
      lines.forEach(out::println);
      out.println();
    }
    last = shape;
    out.flush();
  }

  /** Goes up to the first line of the last view and clears from there. */
  private void redraw(List<String> lines) {
    if (shown > 0) {
      out.print("\u001b[" + shown + "F\u001b[J");
    }
    lines.forEach(line -> out.println(fitting(line)));
    shown = lines.size();
  }

  private String fitting(String line) {
    return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 2)) + "…";
  }
}
