package dev.rehearsal.harness.migration;

import java.util.List;

/**
 * One migration file, the part of one that goes one way, or what a runner says for itself.
 *
 * @param path as the user named it; the runner's name for bookkeeping
 * @param sha256 of the file's bytes, lower-case hexadecimal; null for bookkeeping
 * @param statements in order
 * @param version what the runner calls the migration that this is part of, or null without a runner
 * @param takesBack path of the migration's script that it takes back, or null where it goes forth
 *     or names do not tell
 */
public record Script(
    String path, String sha256, List<Statement> statements, String version, String takesBack) {
  public Script {
    statements = List.copyOf(statements);
  }

  /** A file on the way forth, without a version. */
  public Script(String path, String sha256, List<Statement> statements) {
    this(path, sha256, statements, null, null);
  }

  /**
   * What a runner says for itself.
   *
   * @param version the migration it speaks of, or null
   */
  public static Script bookkeeping(String runner, String version, List<String> sql) {
    List<Statement> statements =
        sql.stream()
            .map(text -> new Statement(Statement.BOOKKEEPING, runner, 0, text, kind(text), null))
            .toList();
    return new Script(runner, null, statements, version, null);
  }

  private static Statement.Kind kind(String sql) {
    return LeadingWords.of(sql).transactionControl()
        ? Statement.Kind.TRANSACTION_CONTROL
        : Statement.Kind.PLAIN;
  }

  /** Whether it belongs to the runner and not to the migration. */
  public boolean bookkeeping() {
    return sha256 == null;
  }

  /** The same, which takes back another script. */
  public Script takingBack(String script) {
    return new Script(path, sha256, statements, version, script);
  }

  /** The same, part of a version. */
  public Script of(String version) {
    return new Script(path, sha256, statements, version, takesBack);
  }
}
