package dev.rehearsal.harness.migration;

import dev.rehearsal.harness.config.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Which files are the way back of a migration, and in which order they run. */
final class DownFiles {

  /**
   * A file of the way back.
   *
   * @param takesBack the migration's file that it takes back, or null where the names do not tell
   */
  record Down(Path file, Path takesBack) {}

  private DownFiles() {}

  /**
   * {@code X.down.sql} beside {@code X.sql} or {@code X.up.sql}; the last script is taken back
   * first.
   *
   * @param scripts the migration's files, in the order in which they run
   */
  static List<Down> beside(List<Path> scripts) {
    List<Down> downs =
        scripts.stream()
            .filter(script -> !ScriptName.down(Objects.toString(script.getFileName())))
            .map(script -> new Down(ScriptName.downBeside(script), script))
            .filter(down -> Files.isRegularFile(down.file()))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(downs);
    return downs;
  }

  /**
   * The file, or the directory's {@code *.sql} files: if each has the name of a script of the
   * migration, the last script is taken back first; otherwise in natural order, as given.
   *
   * @throws Problem if there is none
   */
  static List<Down> of(Path rollback, List<Path> scripts) {
    List<Path> files = MigrationFiles.ofWayBack(rollback);
    Map<String, Path> byStem =
        scripts.stream()
            .collect(Collectors.toMap(ScriptName::stem, script -> script, (first, next) -> first));
    List<Down> downs =
        files.stream()
            .map(file -> new Down(file, byStem.get(ScriptName.stem(file))))
            .collect(Collectors.toCollection(ArrayList::new));
    if (downs.stream().allMatch(down -> down.takesBack() != null)) {
      downs.sort(Comparator.comparing((Down down) -> scripts.indexOf(down.takesBack())).reversed());
    }
    return downs;
  }
}
