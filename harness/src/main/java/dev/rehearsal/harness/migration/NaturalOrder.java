package dev.rehearsal.harness.migration;

import java.util.Comparator;
import java.util.Locale;

/**
 * File names in the order in which people number them: {@code 2_b.sql} before {@code 10_a.sql}.
 * Digits compare as numbers of any length, everything else by code point. The ending is left out,
 * so that {@code 2.sql} comes before {@code 2.1.sql}; names equal up to leading zeros compare as
 * they are.
 */
final class NaturalOrder implements Comparator<String> {

  @Override
  public int compare(String left, String right) {
    int order = compareRuns(stem(left), stem(right));
    return order != 0 ? order : left.compareTo(right);
  }

  private static String stem(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int ending =
        lower.endsWith(".up.sql")
            ? 7
            : lower.endsWith(".down.sql") ? 9 : lower.endsWith(".sql") ? 4 : 0;
    return name.substring(0, name.length() - ending);
  }

  private static int compareRuns(String left, String right) {
    int i = 0;
    int j = 0;
    while (i < left.length() && j < right.length()) {
      int leftEnd = runEnd(left, i);
      int rightEnd = runEnd(right, j);
      int order = compareRun(left.substring(i, leftEnd), right.substring(j, rightEnd));
      if (order != 0) {
        return order;
      }
      i = leftEnd;
      j = rightEnd;
    }
    return Integer.compare(left.length() - i, right.length() - j);
  }

  /** A run is a number, or one other character. */
  private static int runEnd(String name, int start) {
    int end = start + 1;
    while (digit(name.charAt(start)) && end < name.length() && digit(name.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int compareRun(String left, String right) {
    if (!digit(left.charAt(0)) || !digit(right.charAt(0))) {
      return left.compareTo(right);
    }
    String a = withoutZeros(left);
    String b = withoutZeros(right);
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }

  private static String withoutZeros(String digits) {
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static boolean digit(char c) {
    return Characters.digit(c);
  }
}
