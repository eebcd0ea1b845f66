package dev.rehearsal.harness.migration;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * What the name of a script says: {@code X.sql} and {@code X.up.sql} go to, {@code X.down.sql}
 * back.
 */
final class ScriptName {
  private static final String UP = ".up.sql";
  private static final String DOWN = ".down.sql";
  private static final String SQL = ".sql";

  private ScriptName() {}

  static boolean down(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(DOWN);
  }

  /** The name without its ending, which a script and its way back have in common. */
  static String stem(Path script) {
    String name = Objects.toString(script.getFileName());
    String lower = name.toLowerCase(Locale.ROOT);
    for (String ending : new String[] {UP, DOWN, SQL}) {
      if (lower.endsWith(ending)) {
        return name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }

  /** Where the way back of a script lies, if it lies beside it. */
  static Path downBeside(Path script) {
    return script.resolveSibling(stem(script) + DOWN);
  }
}
