package dev.rehearsal.harness.proxy;

import java.util.HashMap;
import java.util.Map;

/** Which SQL text is behind a session's prepared statements and portals. */
final class PreparedTexts {

  private static final String UNKNOWN = "(statement not known)";

  private final Map<String, String> statements = new HashMap<>();
  private final Map<String, String> portals = new HashMap<>();

  PreparedTexts copy() {
    PreparedTexts copy = new PreparedTexts();
    copy.statements.putAll(statements);
    copy.portals.putAll(portals);
    return copy;
  }

  void parse(String name, String text) {
    statements.put(name, text);
  }

  void bind(String portal, String statement) {
    portals.put(portal, ofStatement(statement));
  }

  /**
   * Forgets one.
   *
   * @param type as Close says it: S for a statement, P for a portal
   */
  void close(char type, String name) {
    (type == 'S' ? statements : portals).remove(name);
  }

  /** The text, or a remark where the statement was made by SQL's own PREPARE. */
  String ofStatement(String name) {
    return statements.getOrDefault(name, UNKNOWN);
  }

  String ofPortal(String name) {
    return portals.getOrDefault(name, UNKNOWN);
  }
}
