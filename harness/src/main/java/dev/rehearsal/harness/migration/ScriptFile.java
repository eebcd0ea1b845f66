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

/** One migration file on its way into memory. */
final class ScriptFile {
  private static final long LARGEST = 100L << 20;

  private final Path path;
  private final boolean singleTransaction;

  ScriptFile(Path path, boolean singleTransaction) {
    this.path = path;
    this.singleTransaction = singleTransaction;
  }

  /**
   * Reads it, or adds what is wrong with it to the problems.
   *
   * @param before how many statements the migration has before this file
   */
  Optional<Script> read(int before, List<Problem> problems) {
    Optional<Script> script = readPossiblyEmpty(before, problems);
    if (script.isPresent() && script.get().statements().isEmpty()) {
      problems.add(usage("the file has no statement"));
      return Optional.empty();
    }
    return script;
  }

  /** As {@link #read}, for a file that may be without a statement. */
  Optional<Script> readPossiblyEmpty(int before, List<Problem> problems) {
    int earlier = problems.size();
    List<Statement> statements = List.of();
    byte[] bytes = {};
    try {
      bytes = bytes();
      Utf8.decode(path.toString(), 1, bytes);
      statements = statements(bytes, before, problems);
    } catch (Problem e) {
      problems.add(e);
    }
    if (problems.size() > earlier) {
      return Optional.empty();
    }
    return Optional.of(new Script(path.toString(), sha256(bytes), statements));
  }

  private byte[] bytes() {
    try {
      if (Files.size(path) > LARGEST) {
        throw usage("the file is larger than 100 MiB; load rows with --data instead");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw Faults.unreadable(path.toString(), e);
    }
  }

  private List<Statement> statements(byte[] bytes, int before, List<Problem> problems) {
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

  private Statement complete(Statement s, int before, StatementSplitter splitter) {
    boolean copy = s.kind() == Statement.Kind.COPY_FROM_STDIN;
    String data = copy ? text(splitter) : null;
    if (singleTransaction) {
      requireInsideTransaction(s);
    }
    return new Statement(
        before + s.index(), s.script(), s.line(), s.sql(), s.kind(), data, s.remarks());
  }

  private static String text(StatementSplitter splitter) {
    try {
      return new String(splitter.copyData().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireInsideTransaction(Statement s) {
    LeadingWords words = LeadingWords.of(s.sql());
    if (words.transactionControl() && !words.savepoint()) {
      throw Faults.at(
          s.script(),
          s.line(),
          "with --single-transaction the file is one transaction, which "
              + words.first()
              + " would break up; remove the statement or the option");
    }
  }

  private Problem usage(String sentence) {
    return new Problem(Problem.Kind.USAGE, path + ": " + sentence);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
