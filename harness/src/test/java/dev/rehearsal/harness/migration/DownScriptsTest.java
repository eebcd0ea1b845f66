package dev.rehearsal.harness.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownScriptsTest {

  @TempDir Path temporary;
  private Path up;
  private Path back;

  @BeforeEach
  void makeDirectories() throws IOException {
    up = Files.createDirectory(temporary.resolve("up"));
    back = Files.createDirectory(temporary.resolve("back"));
  }

  @Test
  void takesTheLastScriptBackFirst() throws IOException {
    write(up, "2_b.sql", "SELECT 2");
    write(up, "10_c.up.sql", "SELECT 10");
    write(up, "1_a.sql", "SELECT 1");
    write(up, "1_a.down.sql", "SELECT -1; SELECT -2");
    write(up, "10_c.down.sql", "SELECT -10");

    Migration migration = MigrationReader.read(List.of(up), false);

    assertThat(names(migration))
        .containsExactly("10_c.down.sql of 10_c.up.sql", "1_a.down.sql of 1_a.sql");
    assertThat(migration.back().statements())
        .extracting(each -> each.index() + " " + each.sql())
        .containsExactly("1 SELECT -10", "2 SELECT -1", "3 SELECT -2");
    assertThat(migration.statements()).hasSize(3);
  }

  @Test
  void neverRunsADownScriptOfADirectoryAsPartOfTheMigration() throws IOException {
    write(up, "1.sql", "SELECT 1");
    write(up, "1.DOWN.SQL", "SELECT -1");
    write(up, "0.down.sql", "SELECT 0");

    Migration migration = MigrationReader.read(List.of(up), false);

    assertThat(migration.statements()).extracting(Statement::sql).containsExactly("SELECT 1");
  }

  @Test
  void pairsADirectoryOfItsOwnByNames() throws IOException {
    write(up, "1_a.sql", "SELECT 1");
    write(up, "2_b.sql", "SELECT 2");
    write(back, "1_a.sql", "SELECT -1");
    write(back, "2_b.down.sql", "SELECT -2");
    assertThat(names(MigrationReader.read(List.of(up), back, false)))
        .containsExactly("2_b.down.sql of 2_b.sql");
    Files.delete(back.resolve("2_b.down.sql"));
    write(back, "2_b.sql", "SELECT -2");
    assertThat(names(MigrationReader.read(List.of(up), back, false)))
        .containsExactly("2_b.sql of 2_b.sql", "1_a.sql of 1_a.sql");
  }

  @Test
  void runsADirectoryWhoseNamesDoNotPairAsItIsNumbered() throws IOException {
    write(up, "1_a.sql", "SELECT 1");
    write(back, "10_last.sql", "SELECT -1");
    write(back, "2_first.sql", "SELECT -2");
    write(back, "1_a.sql", "SELECT -3");

    assertThat(names(MigrationReader.read(List.of(up), back, false)))
        .containsExactly("1_a.sql of 1_a.sql", "2_first.sql of null", "10_last.sql of null");
  }

  @Test
  void acceptsADownScriptThatOnlyExplains() throws IOException {
    write(up, "1.sql", "SELECT 1");
    write(up, "1.down.sql", "-- there is no way back\n");

    Migration migration = MigrationReader.read(List.of(up), false);

    assertThat(names(migration)).containsExactly("1.down.sql of 1.sql");
    assertThat(migration.back().statements()).isEmpty();
  }

  @Test
  void tellsWhatIsWrongInTheWayBackTogetherWithTheRest() throws IOException {
    write(up, "1.sql", "SELECT 'a");
    write(up, "1.down.sql", "\\i x.sql");
    assertThatThrownBy(() -> MigrationReader.read(List.of(up), false))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("1.sql:1:")
        .hasMessageContaining("1.down.sql:1:");
    assertThatThrownBy(() -> MigrationReader.read(List.of(up), back.resolve("x"), false))
        .hasMessageContaining("x: there is no such file or directory");
  }

  private static List<String> names(Migration migration) {
    return migration.downScripts().stream()
        .map(down -> name(down.path()) + " of " + name(down.takesBack()))
        .toList();
  }

  private static String name(String path) {
    return path == null ? "null" : Path.of(path).getFileName().toString();
  }

  private static void write(Path directory, String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
  }
}
