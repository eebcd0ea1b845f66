package dev.rehearsal.harness.migration;

import java.util.List;

/**
 * One migration file.
 *
 * @param path as the user named it
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param statements in order
 */
public record Script(String path, String sha256, List<Statement> statements) {
  public Script {
    statements = List.copyOf(statements);
  }
}
