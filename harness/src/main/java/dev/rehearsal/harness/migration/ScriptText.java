package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.config.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The text of a migration file, or of the part of one that counts: what does not is blank, so that
 * every statement keeps its line.
 *
 * @param path as the user named it
 * @param sha256 of the file's bytes, lower-case hexadecimal
 * @param text the file's, line by line
 */
public record ScriptText(Path path, String sha256, String text) {

  private static final long LARGEST = 100L << 20;

  /**
   * The whole file.
   *
   * @throws Problem if it cannot be read, is larger than 100 MiB or is not UTF-8
   */
  public static ScriptText read(Path path) {
    try {
      if (Files.size(path) > LARGEST) {
        throw new Problem(
            Problem.Kind.USAGE,
            path + ": the file is larger than 100 MiB; load rows with --data instead");
      }
      byte[] bytes = Files.readAllBytes(path);
      return new ScriptText(path, sha256(bytes), Utf8.decode(path.toString(), 1, bytes));
    } catch (IOException e) {
      throw Faults.unreadable(path.toString(), e);
    }
  }

  /** The same file with another text of the same lines. */
  public ScriptText with(String part) {
    return new ScriptText(path, sha256, part);
  }

  /**
   * Splits it as psql would, which needs no semicolon at the end.
   *
   * @param before how many statements the migration has before it
   * @param problems gets what is wrong with it
   * @return empty if something is wrong; there may be no statement in it
   */
  public Optional<Script> split(int before, List<Problem> problems) {
    int earlier = problems.size();
    List<Statement> statements = statements(before, problems);
    return problems.size() > earlier
        ? Optional.empty()
        : Optional.of(new Script(path.toString(), sha256, statements));
  }

  private List<Statement> statements(int before, List<Problem> problems) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    StatementSplitter splitter =
        new StatementSplitter(path.toString(), new ByteArrayInputStream(bytes), Set.of());
    List<Statement> statements = new ArrayList<>();
    boolean more = true;
    while (more) {
      try {
        Optional<Statement> next = splitter.next();
        next.ifPresent(s -> statements.add(complete(s, before, splitter)));
        more = next.isPresent();
      } catch (Problem e) {
        problems.add(e);
      }
    }
    String script = path.toString();
    splitter.strayRemarks().forEach(r -> problems.add(AllowComment.stray(script, r)));
    statements.forEach(statement -> problems.addAll(AllowComment.faults(statement)));
    return statements;
  }

  private static Statement complete(Statement s, int before, StatementSplitter splitter) {
    boolean copy = s.kind() == Statement.Kind.COPY_FROM_STDIN;
    String data = copy ? data(splitter) : null;
    return new Statement(
        before + s.index(), s.script(), s.line(), s.sql(), s.kind(), data, s.remarks());
  }

  private static String data(StatementSplitter splitter) {
    try {
      return new String(splitter.copyData().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
