package dev.rehearsal.harness.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Knows whether a {@code CREATE FUNCTION … BEGIN ATOMIC … END} body is open, whose semicolons do
 * not end the statement. The rule is psql's: BEGIN opens and END closes outside of parentheses,
 * CASE opens too since it has its own END, and all of it counts only in a statement that starts
 * with CREATE [OR REPLACE] FUNCTION or PROCEDURE.
 */
final class AtomicBody {
  private static final Set<List<String>> STARTS =
      Set.of(
          List.of("create", "function"),
          List.of("create", "procedure"),
          List.of("create", "or", "replace", "function"),
          List.of("create", "or", "replace", "procedure"));
  private static final int LONGEST_START = 4;

  private final List<String> words = new ArrayList<>(LONGEST_START);
  private boolean routine;
  private int depth;
  private int beginLine;

  /** Whether the statement's further words matter. */
  boolean listens() {
    return routine || words.size() < LONGEST_START;
  }

  void word(String word, int line, boolean inParentheses) {
    if (words.size() < LONGEST_START) {
      words.add(word);
      routine |= STARTS.contains(words);
    }
    if (routine && !inParentheses) {
      count(word, line);
    }
  }

  private void count(String word, int line) {
    if (word.equals("begin") || word.equals("case") && depth > 0) {
      beginLine = depth == 0 ? line : beginLine;
      depth++;
    } else if (word.equals("end") && depth > 0) {
      depth--;
    }
  }

  boolean open() {
    return depth > 0;
  }

  /** Line of the BEGIN that opened the body. */
  int beginLine() {
    return beginLine;
  }
}
