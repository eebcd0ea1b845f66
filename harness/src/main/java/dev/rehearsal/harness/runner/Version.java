package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.migration.ScriptText;
import java.util.List;

/**
 * One migration, as its tool sees it.
 *
 * @param id what the tool calls it in its own table
 * @param name as people know it: the file's or directory's name without what its kind adds
 * @param up what it does
 * @param down what takes it back, or null
 * @param transaction whether the tool would run it in a transaction; null if it looks at the
 *     statements to find out
 * @param order what the tool compares to find out which are pending, where that is not their order
 *     in the directory; else 0
 * @param repeatable whether the tool runs it again whenever it has changed, after all versions
 * @param tags what else people call it
 */
record Version(
    String id,
    String name,
    ScriptText up,
    ScriptText down,
    Boolean transaction,
    long order,
    boolean repeatable,
    List<String> tags) {

  Version {
    tags = List.copyOf(tags);
  }

  /** One without tags. */
  Version(
      String id,
      String name,
      ScriptText up,
      ScriptText down,
      Boolean transaction,
      long order,
      boolean repeatable) {
    this(id, name, up, down, transaction, order, repeatable, List.of());
  }

  /** One that has its own transactions. */
  Version(String id, String name, ScriptText up, ScriptText down, List<String> tags) {
    this(id, name, up, down, false, 0, false, tags);
  }

  /** One that is run once. */
  Version(String id, String name, ScriptText up, ScriptText down, boolean transaction, long order) {
    this(id, name, up, down, transaction, order, false);
  }

  /** One that the tool runs in a transaction if it does so at all. */
  Version(String id, String name, ScriptText up, ScriptText down) {
    this(id, name, up, down, true, 0);
  }

  /** Whether the user can mean it by that text; leading zeros count for nothing. */
  boolean called(String text) {
    return text.equals(id)
        || text.equals(name)
        || tags.contains(text)
        || number(text).equals(number(id))
        || text.equals(String.valueOf(up.path().getFileName()));
  }

  private static String number(String text) {
    return text.matches("0*[0-9]+") ? text.replaceFirst("^0+(?=.)", "") : text;
  }
}
