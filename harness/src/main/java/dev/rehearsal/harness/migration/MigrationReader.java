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
   * Reads files, and directories with their {@code *.sql} files in natural order, with the way back
   * that lies beside them.
   *
   * @param paths files or directories, in the order in which they run
   * @param singleTransaction whether each file is to run as one transaction, in which case no
   *     statement of it may begin or end one
   * @throws Problem of kind USAGE that names all that is wrong, a line each
   */
  public static Migration read(List<Path> paths, boolean singleTransaction) {
    return read(paths, null, singleTransaction);
  }

  /**
   * The same, with the way back in a place of its own.
   *
   * @param rollback file or directory of the way back, or null if it lies beside the migration
   */
  public static Migration read(List<Path> paths, Path rollback, boolean singleTransaction) {
    List<Problem> problems = new ArrayList<>();
    List<Path> files = files(paths, problems);
    List<Script> scripts = new ArrayList<>();
    for (Path file : files) {
      new ScriptFile(file, singleTransaction)
          .read(statements(scripts), problems)
          .ifPresent(scripts::add);
    }
    List<Script> downScripts =
        downScripts(downFiles(rollback, files, problems), singleTransaction, problems);
    refuse(problems);
    return new Migration(Migration.PSQL, singleTransaction, scripts, downScripts);
  }

  private static int statements(List<Script> scripts) {
    return scripts.stream().mapToInt(script -> script.statements().size()).sum();
  }

  /** A down script may be empty: many say so in a comment where there is no way back. */
  private static List<Script> downScripts(
      List<DownFiles.Down> downs, boolean singleTransaction, List<Problem> problems) {
    List<Script> downScripts = new ArrayList<>();
    for (DownFiles.Down down : downs) {
      String takesBack = down.takesBack() == null ? null : down.takesBack().toString();
      new ScriptFile(down.file(), singleTransaction)
          .readPossiblyEmpty(statements(downScripts), problems)
          .ifPresent(script -> downScripts.add(script.takingBack(takesBack)));
    }
    return downScripts;
  }

  private static List<DownFiles.Down> downFiles(
      Path rollback, List<Path> files, List<Problem> problems) {
    if (rollback == null) {
      return DownFiles.beside(files);
    }
    try {
      return DownFiles.of(rollback, files);
    } catch (Problem e) {
      problems.add(e);
      return List.of();
    }
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

  /**
   * Says all that is wrong, if anything is.
   *
   * @throws Problem of kind USAGE, a line each
   */
  public static void refuse(List<Problem> problems) {
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
