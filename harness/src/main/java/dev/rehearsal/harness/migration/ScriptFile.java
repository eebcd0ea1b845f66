package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.config.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One migration file on its way into memory, as psql would run it. */
final class ScriptFile {

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
      problems.add(new Problem(Problem.Kind.USAGE, path + ": the file has no statement"));
      return Optional.empty();
    }
    return script;
  }

  /** As {@link #read}, for a file that may be without a statement. */
  Optional<Script> readPossiblyEmpty(int before, List<Problem> problems) {
    int earlier = problems.size();
    try {
      Optional<Script> script = ScriptText.read(path).split(before, problems);
      if (singleTransaction) {
        script.ifPresent(
            read ->
                read.statements().stream()
                    .filter(ScriptFile::breaksUpTheTransaction)
                    .forEach(statement -> problems.add(breaksUp(statement))));
      }
      return problems.size() > earlier ? Optional.empty() : script;
    } catch (Problem e) {
      problems.add(e);
      return Optional.empty();
    }
  }

  private static boolean breaksUpTheTransaction(Statement s) {
    LeadingWords words = LeadingWords.of(s.sql());
    return words.transactionControl() && !words.savepoint();
  }

  private static Problem breaksUp(Statement s) {
    return Faults.at(
        s.script(),
        s.line(),
        "with --single-transaction the file is one transaction, which "
            + LeadingWords.of(s.sql()).first()
            + " would break up; remove the statement or the option");
  }
}
