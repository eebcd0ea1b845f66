package dev.rehearsal.harness.config;

/**
 * Flyway's form of properties, in which a backslash is a backslash: it doubles each, but for one
 * that ends a line which goes on in the next (seen in {@code ConfigUtils} of Flyway 11.20.3).
 */
final class FlywayText {

  private static final String DOUBLED = "\\\\";

  private FlywayText() {}

  /** The text in which Java's properties find what Flyway does. */
  static String escaped(String text) {
    String[] lines = text.replace("\r\n", "\n").split("\n");
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].trim().replace("\\", DOUBLED);
      if (line.endsWith(DOUBLED) && i < lines.length - 1 && goesOn(lines[i + 1])) {
        line = line.substring(0, line.length() - 1);
      }
      escaped.append(line).append('\n');
    }
    return escaped.toString();
  }

  /** Not in an empty line, and not in one that looks like the next setting. */
  private static boolean goesOn(String next) {
    boolean setting = next.trim().startsWith("flyway.") && next.contains("=");
    return !next.isEmpty() && (!setting || next.contains("==") || next.contains("!="));
  }
}
