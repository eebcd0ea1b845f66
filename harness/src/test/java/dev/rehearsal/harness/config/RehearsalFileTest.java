package dev.rehearsal.harness.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalFileTest {

  private static Choices read(String text) {
    return RehearsalFile.read(Path.of("rehearsal.yaml"), text);
  }

  private static String faults(String text) {
    try {
      read(text).throwIfFaulty();
      return "";
    } catch (Problem problem) {
      assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
      return problem.getMessage();
    }
  }

  @Test
  void everyKeyIsUnderstood() {
    Choices choices =
        read(
            """
            migration: [V1.sql, V2.sql]
            single-transaction: true
            rollback: down
            provider: embedded
            postgres: 16
            image: postgres:16
            port: 0
            work-dir: /var/tmp
            set:
              work_mem: 64MB
              max_wal_size: 2GB
            schema: schema.sql
            data: shop
            prepare: pending.sql
            rows: 5000
            scale: 0.25
            workload: workload.yaml
            takes: facts,timing:5
            rewrite: true
            drill: {hold: 2s, adversary: long-read}
            max-stall: 250ms
            runner: golang-migrate
            applied-to: 41
            from: 42
            to: 43
            all: false
            command: migrate up
            url-env: APP_DB
            command-timeout: 5m
            in-process: false
            runner-config: [one.toml, two.toml]
            runner-classpath: target/classes
            runner-version: 11.20.3
            max-statement: 2s
            max-total: 5m
            fail-on: warn
            seed: -7
            show-literals: false
            out: runs
            keep: 3
            """);

    choices.throwIfFaulty();
    assertThat(choices.get(Setting.MIGRATION))
        .contains(List.of(Path.of("V1.sql"), Path.of("V2.sql")));
    assertThat(choices.get(Setting.SINGLE_TRANSACTION)).contains(true);
    assertThat(choices.get(Setting.PROVIDER)).contains(DatabaseSpec.Provider.EMBEDDED);
    assertThat(choices.get(Setting.POSTGRES)).contains(16);
    assertThat(choices.get(Setting.SET).orElseThrow())
        .containsEntry("work_mem", "64MB")
        .containsEntry("max_wal_size", "2GB");
    assertThat(choices.get(Setting.DATA)).contains(Setting.SHOP);
    assertThat(choices.get(Setting.SCALE)).contains(250_000L);
    assertThat(choices.get(Setting.TAKES)).contains(TakesSpec.parse("facts,timing:5"));
    assertThat(choices.get(Setting.MAX_STALL)).contains(Duration.ofMillis(250));
    assertThat(choices.get(Setting.SEED)).contains(-7L);
    assertThat(choices.get(Setting.REWRITE)).contains(true);
    assertThat(choices.get(Setting.RUNNER_CONFIG))
        .contains(List.of(Path.of("one.toml"), Path.of("two.toml")));
    assertThat(choices.get(Setting.RUNNER_CLASSPATH)).contains(List.of(Path.of("target/classes")));
    for (Setting<?> setting : Setting.ALL) {
      assertThat(choices.get(setting)).as(setting.key()).isPresent();
    }
  }

  @Test
  void anEmptyFileChoosesNothing() {
    for (String empty : List.of("", "# nothing yet\n", "---\n")) {
      Choices choices = read(empty);
      choices.throwIfFaulty();
      assertThat(Setting.ALL).allSatisfy(key -> assertThat(choices.get(key)).isEmpty());
    }
  }

  @Test
  void tellsAllFaultsTogetherEachWithItsLine() {
    assertThat(
            faults(
                """
                max-stal: 1s
                postgres: 13

                max-total: 10
                set: work_mem=1
                migration:
                  - a.sql
                  - {b: c}
                seed: 1
                seed: 2
                takes: timing:x
                """))
        .isEqualTo(
            """
            rehearsal.yaml:1: max-stal is not a key of this file; did you mean max-stall?
            rehearsal.yaml:10: seed is written twice
            rehearsal.yaml:8: migration must be a single value
            rehearsal.yaml:2: postgres must be a major version from 14 to 18, was '13'
            rehearsal.yaml:5: set must be a list of 'key: value' lines
            rehearsal.yaml:11: takes must have a number from 0 to 1000 after timing:, was 'x'
            rehearsal.yaml:4: max-total must have a unit, was '10' (such as 10ms or 10s)""");
  }

  @Test
  void aDrillHasItsOwnKeys() {
    Choices choices =
        RehearsalFile.read(
            Path.of("rehearsal.yaml"),
            """
            drill:
              hold: 2s
              free: 100ms
              tries: 5
              pause: 50ms
              lock-timeout: 30ms
              adversary: idle-in-transaction
            """);

    choices.throwIfFaulty();
    assertThat(choices.get(Setting.DRILL))
        .contains(
            new DrillSpec(
                Duration.ofSeconds(2),
                Duration.ofMillis(100),
                5,
                Duration.ofMillis(50),
                Duration.ofMillis(30),
                Adversary.IDLE_IN_TRANSACTION));
    assertThat(faults("drill:\n  holt: 2s\n  tries: 0\n"))
        .isEqualTo(
            """
            rehearsal.yaml:2: holt is not a key of this file; did you mean hold?
            rehearsal.yaml:3: tries must be a number from 1 to 1000, was '0'""");
  }

  @Test
  void namesAllKeysWhereNoneIsNear() {
    assertThat(faults("database_url: postgres://prod\n"))
        .startsWith("rehearsal.yaml:1: database_url is not a key of this file; its keys are ")
        .contains("max-stall");
  }

  @Test
  void aKeyWithoutAValueIsAFault() {
    assertThat(faults("max-stall:\nout: ''\n"))
        .isEqualTo(
            """
            rehearsal.yaml:1: max-stall must be a duration such as 250ms, 2s or 5m, was ''
            rehearsal.yaml:2: out must not be empty""");
  }

  @Test
  void filesAreSoughtBesideTheConfiguration() {
    Choices choices =
        RehearsalFile.read(
            Path.of("conf/rehearsal.yaml"),
            "migration: migrations\nschema: /abs/schema.sql\ndata: data.sql\n");

    assertThat(choices.get(Setting.MIGRATION)).contains(List.of(Path.of("conf/migrations")));
    assertThat(choices.get(Setting.SCHEMA)).contains(Path.of("/abs/schema.sql"));
    assertThat(choices.get(Setting.DATA)).contains(Path.of("conf/data.sql"));
  }

  @Test
  void whatIsNotYamlIsToldWithItsLine() {
    assertThatThrownBy(() -> read("a: [1\nb: 2\n"))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("rehearsal.yaml:2: is not YAML: ");
    assertThatThrownBy(() -> read("- a\n- b\n"))
        .hasMessage("rehearsal.yaml:1: must be a list of 'key: value' lines");
    assertThatThrownBy(() -> read("seed: 1\n---\nseed: 2\n"))
        .hasMessage("rehearsal.yaml:3: must be one document, without a second '---'");
    assertThatThrownBy(() -> read("out: &o runs\nwork-dir: *o\n"))
        .hasMessage("rehearsal.yaml:2: must be written out, without a YAML alias");
  }

  @Test
  void whatCannotBeReadIsToldWithItsName(@TempDir Path directory) throws Exception {
    Path missing = directory.resolve("missing.yaml");
    assertThatThrownBy(() -> RehearsalFile.read(missing))
        .isInstanceOf(Problem.class)
        .hasMessage(missing + ": there is no such file");

    Path latin1 = Files.write(directory.resolve("latin1.yaml"), new byte[] {'a', ':', (byte) 0xe9});
    assertThatThrownBy(() -> RehearsalFile.read(latin1)).hasMessage(latin1 + ": is not UTF-8 text");

    assertThatThrownBy(() -> RehearsalFile.read(directory))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith(directory + ": cannot be read");
  }

  @Test
  void flagsCountBeforeTheFileAndServerSettingsOneByOne() {
    Choices file = read("postgres: 15\nseed: 4\nset: {work_mem: 1MB, jit: 'off'}\n");
    Choices flags = new Choices();
    flags.write(Setting.POSTGRES, "--postgres", "17");
    flags.choose(Setting.SET, "--set", new java.util.TreeMap<>(java.util.Map.of("jit", "on")));

    Choices both = flags.or(file);

    assertThat(both.get(Setting.POSTGRES)).contains(17);
    assertThat(both.place(Setting.POSTGRES)).isEqualTo("--postgres");
    assertThat(both.get(Setting.SEED)).contains(4L);
    assertThat(both.place(Setting.SEED)).isEqualTo("rehearsal.yaml:2: seed");
    assertThat(both.get(Setting.SET).orElseThrow())
        .containsEntry("work_mem", "1MB")
        .containsEntry("jit", "on");
  }
}
