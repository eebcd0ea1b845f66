package dev.rehearsal.harness.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a statement of transaction control does to the block it stands in. */
enum Control {
  /** Begins a block. */
  BEGIN,
  /** Begins one and says how it is to be, which has to be said before its first query. */
  BEGIN_WITH_MODES,
  /** Ends the block with COMMIT. */
  COMMIT,
  /** Ends the block with ROLLBACK. */
  ROLLBACK,
  /** Hands the block's transaction over to a second phase. */
  PREPARE,
  /** Is refused outside a block and leaves it open: savepoints, AND CHAIN. */
  INSIDE;

  private static final Pattern COMMENT = Pattern.compile("(?s)--[^\\n]*|/\\*.*?\\*/");

  static Control of(String sql) {
    String text = COMMENT.matcher(sql).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    List<String> words = new ArrayList<>(Arrays.asList(text.split("\\s+")));
    String first = words.remove(0);
    if (!words.isEmpty() && List.of("work", "transaction").contains(words.get(0))) {
      words.remove(0);
    }
    boolean plain = words.isEmpty() || words.equals(List.of("and", "no", "chain"));
    return switch (first) {
      case "begin", "start" -> words.isEmpty() ? BEGIN : BEGIN_WITH_MODES;
      case "commit", "end" -> plain ? COMMIT : INSIDE;
      case "rollback", "abort" -> plain ? ROLLBACK : INSIDE;
      case "prepare" -> PREPARE;
      default -> INSIDE;
    };
  }

  boolean begins() {
    return this == BEGIN || this == BEGIN_WITH_MODES;
  }

  boolean ends() {
    return this == COMMIT || this == ROLLBACK || this == PREPARE;
  }
}
