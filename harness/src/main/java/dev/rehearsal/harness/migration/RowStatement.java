package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.migration.Token.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An UPDATE or DELETE of one table, taken apart at its WHERE.
 *
 * @param head what stands before the WHERE
 * @param condition what stands behind it, or null if it has none
 * @param names all names and words of the statement, in lower case unless quoted, without quotes
 * @param conditionNames those of the condition
 * @param assigned the columns that an UPDATE sets, as it names them, without quotes
 */
public record RowStatement(
    String head,
    String condition,
    Set<String> names,
    Set<String> conditionNames,
    Set<String> assigned) {

  private static final Set<String> OTHER_TABLES = Set.of("using", "returning");

  /**
   * Takes a statement apart.
   *
   * @return empty if it is anything but an UPDATE or DELETE without FROM, USING, RETURNING, WITH,
   *     WHERE CURRENT OF and lists of columns set at once
   */
  public static Optional<RowStatement> of(String sql) {
    Parts parts = new Parts();
    Lexer lexer = Lexer.over(sql);
    for (Token token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
      if (!token.closed()) {
        return Optional.empty();
      }
      parts.add(token, lexer.text(token));
    }
    return parts.statement();
  }

  /** What has been read. */
  private static final class Parts {
    private final StringBuilder head = new StringBuilder();
    private final StringBuilder condition = new StringBuilder();
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> conditionNames = new LinkedHashSet<>();
    private final Set<String> assigned = new LinkedHashSet<>();
    private final List<String> words = new ArrayList<>();
    private String nameBefore;
    private int depth;
    private boolean behindWhere;
    private boolean refused;

    void add(Token token, String text) {
      String word = token.kind() == Kind.WORD ? text.toLowerCase(java.util.Locale.ROOT) : null;
      if ("where".equals(word) && depth == 0 && !behindWhere) {
        behindWhere = true;
        return;
      }
      // A comment to the end of the line would swallow what is put behind it.
      String kept = token.kind() == Kind.LINE_COMMENT ? "" : text;
      (behindWhere ? condition : head).append(kept);
      if (!token.blank()) {
        look(token, text, word);
      }
    }

    private void look(Token token, String text, String word) {
      depth += token.kind() == Kind.OPEN ? 1 : token.kind() == Kind.CLOSE ? -1 : 0;
      String name = name(token, text, word);
      if (name != null) {
        names.add(name);
        if (behindWhere) {
          conditionNames.add(name);
        }
      }
      if (word != null && depth == 0) {
        words.add(word);
      }
      boolean set = words.contains("set") && !behindWhere && depth == 0;
      if (set && text.equals("=")) {
        refused |= nameBefore == null && assigned.isEmpty();
        if (nameBefore != null) {
          assigned.add(nameBefore);
        }
      }
      nameBefore = name;
    }

    private static String name(Token token, String text, String word) {
      if (token.kind() == Kind.QUOTED_NAME && text.startsWith("\"")) {
        return text.substring(1, text.length() - 1).replace("\"\"", "\"");
      }
      return word;
    }

    Optional<RowStatement> statement() {
      String first = words.isEmpty() ? "" : words.get(0);
      boolean update = first.equals("update");
      boolean from =
          update ? words.contains("from") : words.indexOf("from") != words.lastIndexOf("from");
      boolean other = words.stream().anyMatch(OTHER_TABLES::contains);
      boolean cursor = conditionNames.contains("current") && conditionNames.contains("of");
      if (!update && !first.equals("delete")
          || from
          || other
          || cursor
          || refused
          || behindWhere && condition.toString().isBlank()) {
        return Optional.empty();
      }
      return Optional.of(
          new RowStatement(
              head.toString().strip(),
              behindWhere ? condition.toString().strip() : null,
              Set.copyOf(names),
              Set.copyOf(conditionNames),
              Set.copyOf(assigned)));
    }
  }
}
