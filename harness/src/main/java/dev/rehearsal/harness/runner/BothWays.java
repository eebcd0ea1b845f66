package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.ScriptText;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file that says both ways: after one mark how the migration goes forth, after another how it is
 * taken back. Each part keeps its mark, which is a comment, and its lines their numbers.
 *
 * @param up how it goes forth, or null without such a mark
 * @param down how it is taken back, or null without such a mark
 */
record BothWays(ScriptText up, ScriptText down) {

  /**
   * Cuts a file at its marks, each of which may be there once, the way back last.
   *
   * @param up found in the line that begins the way forth
   * @param down found in the line that begins the way back
   * @param problems gets what is wrong with the marks
   */
  static BothWays of(
      Directory directory, String file, Pattern up, Pattern down, List<Problem> problems) {
    ScriptText script = directory.text(file);
    Lines lines = new Lines(script.text());
    int forth = 0;
    int back = 0;
    for (int number = 1; number <= lines.count(); number++) {
      String line = lines.line(number);
      boolean isUp = up.matcher(line).find();
      boolean isDown = !isUp && down.matcher(line).find();
      if ((isUp && forth > 0) || (isDown && back > 0)) {
        problems.add(directory.problem(file, number, "marks the same way twice; leave one"));
      } else if (isUp && back > 0) {
        problems.add(directory.problem(file, number, "the way forth stands after the way back"));
      }
      forth = isUp && forth == 0 ? number : forth;
      back = isDown && back == 0 ? number : back;
    }
    int end = back < forth ? lines.count() : back - 1;
    return new BothWays(
        forth == 0 ? null : part(script, forth, end),
        back == 0 ? null : part(script, back, lines.count()));
  }

  private static ScriptText part(ScriptText script, int from, int to) {
    Lines lines = new Lines(script.text());
    lines.keep(from, to);
    return script.with(lines.text());
  }

  /**
   * Whether the mark is there and nothing but comments before it.
   *
   * @param mark as the tool documents it
   * @param problems gets what the tool would refuse
   */
  static boolean beginsWith(
      Directory directory,
      String file,
      Pattern up,
      String mark,
      String tool,
      List<Problem> problems) {
    Lines lines = new Lines(directory.text(file).text());
    for (int number = 1; number <= lines.count(); number++) {
      String line = lines.line(number);
      if (up.matcher(line).find()) {
        return true;
      }
      if (!line.isBlank() && !line.strip().startsWith("--")) {
        String refused = "stands before " + mark + ", which " + tool + " refuses; move it";
        problems.add(directory.problem(file, number, refused));
        return false;
      }
    }
    String refused = "has no line " + mark + ", which " + tool + " refuses; add it";
    problems.add(directory.problem(file, 1, refused));
    return false;
  }
}
