package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.config.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Reads migration files as psql would run them. Touches nothing but the files. */
public final class MigrationReader {
  private static final int MOST_PROBLEMS = 20;

  private MigrationReader() {}

  /**
   * Reads files, and directories with their {@code *.sql} files in natural order.
   *
   * @param paths files or directories, in the order in which they run
   * @param singleTransaction whether each file is to run as one transaction, in which case no
   *     statement of it may begin or end one
   * @throws Problem of kind USAGE that names all that is wrong, a line each
   */
  public static Migration read(List<Path> paths, boolean singleTransaction) {
    List<Script> scripts = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    int statements = 0;
    for (Path file : files(paths, problems)) {
      ScriptFile script = new ScriptFile(file, singleTransaction);
      script.read(statements, problems).ifPresent(scripts::add);
      statements = scripts.stream().mapToInt(s -> s.statements().size()).sum();
    }
    refuse(problems);
    return new Migration("psql", singleTransaction, scripts);
  }

  private static List<Path> files(List<Path> paths, List<Problem> problems) {
    if (paths.isEmpty()) {
      problems.add(
          new Problem(
              Problem.Kind.USAGE, "there is no migration to read; name a file or directory"));
    }
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      try {
        files.addAll(MigrationFiles.of(path));
      } catch (Problem e) {
        problems.add(e);
      }
    }
    return files;
  }

  private static void refuse(List<Problem> problems) {
    if (problems.size() == 1) {
      throw problems.get(0);
    }
    if (!problems.isEmpty()) {
      String shown =
          problems.stream()
              .limit(MOST_PROBLEMS)
              .map(Problem::getMessage)
              .collect(Collectors.joining("\n"));
      int left = problems.size() - MOST_PROBLEMS;
      throw new Problem(
          Problem.Kind.USAGE, left > 0 ? shown + "\nand " + left + " problems more" : shown);
    }
  }
}
