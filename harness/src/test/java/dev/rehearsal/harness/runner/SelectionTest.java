package dev.rehearsal.harness.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.Setting;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {

  @TempDir Path temporary;
  private Layouted directory;

  @BeforeEach
  void fourVersions() {
    directory = new Layouted(temporary.resolve("m"));
    for (int version = 1; version <= 4; version++) {
      directory.with("00" + version + "_step.up.sql", "SELECT " + version);
    }
  }

  @Test
  void rehearsesTheLastOnAllTheOthersByDefault() {
    assertThat(selected()).isEqualTo("1 2 3 | 4");
  }

  @Test
  void runsNothingBeforeTheLastWhereAFileBuildsTheSchema() {
    Layouted files = directory.with("../schema.sql", "SELECT 0");
    files.choosing(Setting.DATA, temporary.resolve("schema.sql"));
    files.choosing(Setting.SCHEMA, temporary.resolve("schema.sql"));

    assertThat(selected()).isEqualTo("| 4");
  }

  @Test
  void rehearsesWhatComesAfterTheLastThatIsApplied() {
    directory.choosing(Setting.APPLIED_TO, "2");

    assertThat(selected()).isEqualTo("1 2 | 3 4");
  }

  @Test
  void endsAtTheLastThatIsToRun() {
    directory.choosing(Setting.APPLIED_TO, "001_step").choosing(Setting.TO, "003");

    assertThat(selected()).isEqualTo("1 | 2 3");
  }

  @Test
  void runsNothingBeforeTheFirstThatIsNamed() {
    directory.choosing(Setting.FROM, "3");

    assertThat(selected()).isEqualTo("| 3 4");
  }

  @Test
  void rehearsesAll() {
    directory.choosing(Setting.ALL_VERSIONS, true);

    assertThat(selected()).isEqualTo("| 1 2 3 4");
  }

  @Test
  void refusesAVersionThatIsNotThere() {
    directory.choosing(Setting.APPLIED_TO, "7");

    assertThatThrownBy(directory::read)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("--applied-to 7: there is no such version; the last is 004_step");
  }

  @Test
  void refusesToRehearseNothing() {
    directory.choosing(Setting.APPLIED_TO, "4");

    assertThatThrownBy(directory::read)
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no version is pending after 004_step");
  }

  @Test
  void refusesToSelectFromPlainFiles() {
    directory.choosing(Setting.RUNNER, "psql").choosing(Setting.FROM, "3");

    assertThatThrownBy(directory::read).hasMessageContaining("plain SQL files have no versions");
  }

  private String selected() {
    Migration migration = directory.read();
    return (versions(migration.before().scripts()) + " | " + versions(migration.scripts())).strip();
  }

  private static String versions(List<Script> scripts) {
    return scripts.stream().map(Script::version).collect(Collectors.joining(" "));
  }
}
