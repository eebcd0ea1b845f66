package dev.rehearsal.harness.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationReaderTest {

  @TempDir Path temporary;
  private Path directory;

  @BeforeEach
  void makeDirectory() throws IOException {
    directory = Files.createDirectory(temporary.resolve("migrations"));
  }

  @Test
  void readsADirectoryInNaturalOrder() throws IOException {
    write("10_c.sql", "SELECT 10; SELECT 11");
    write("2_b.sql", "\nSELECT 2;");
    write("2_b.down.sql", "SELECT 'back';");
    write(".hidden.sql", "SELECT 'hidden';");
    write("README.md", "not SQL");
    Files.createDirectory(directory.resolve("1_nested.sql"));

    Migration migration = MigrationReader.read(List.of(directory), false);

    assertThat(migration.runner()).isEqualTo("psql");
    assertThat(migration.statements())
        .extracting(s -> s.index() + " " + s.place() + " " + s.sql())
        .containsExactly(
            "1 " + directory + "/2_b.sql:2 SELECT 2",
            "2 " + directory + "/10_c.sql:1 SELECT 10",
            "3 " + directory + "/10_c.sql:1 SELECT 11");
  }

  @Test
  void keepsTheOrderOfTheNamedFiles() throws IOException {
    Path second = write("2.sql", "SELECT 2;");
    Path back = write("1.down.sql", "SELECT 1;");
    assertThat(MigrationReader.read(List.of(second, back), true).scripts())
        .extracting(Script::path)
        .containsExactly(second.toString(), back.toString());
  }

  @Test
  void hashesTheBytesOfTheFile() throws IOException {
    write("1.sql", "\ufeffSELECT 1;\r\n");
    assertThat(MigrationReader.read(List.of(directory), false).scripts().get(0).sha256())
        .isEqualTo("1ffc3c6acdbb610bcc942c606c787270e7c9d149c473e9d9aaa4fe597d5e402d");
  }

  @Test
  void readsCopyDataIntoTheStatement() throws IOException {
    write("1.sql", "COPY t FROM stdin;\n1\té\n\\.\nSELECT 1;\nCOPY u FROM stdin");
    assertThat(MigrationReader.read(List.of(directory), false).statements())
        .extracting(Statement::copyData)
        .containsExactly("1\té\n", null, "");
  }

  @Test
  void reportsAllProblemsTogether() throws IOException {
    Path missing = directory.resolve("missing.sql");
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Path down = Files.createDirectory(directory.resolve("down"));
    Files.writeString(down.resolve("1.down.sql"), "SELECT 1;");
    write("1.sql", "-- nothing\n;;\n");
    write("2.sql", "\\i a.sql\n\\connect x\nSELECT 'a;");
    Files.write(directory.resolve("3.sql"), new byte[] {'a', '\n', 'b', (byte) 0xe4, ';'});
    Files.write(directory.resolve("4.sql"), new byte[] {';', 0});
    assertThatThrownBy(() -> MigrationReader.read(List.of(missing, empty, down, directory), false))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
              assertThat(problem.getMessage().replace(directory.toString(), "D").split("\n"))
                  .satisfiesExactly(
                      line -> assertThat(line).startsWith("D/missing.sql: there is no"),
                      line -> assertThat(line).startsWith("D/empty: the directory has no *.sql"),
                      line -> assertThat(line).startsWith("D/down: the directory has only"),
                      line -> assertThat(line).startsWith("D/1.sql: the file has no statement"),
                      line -> assertThat(line).startsWith("D/2.sql:1: \\i is"),
                      line -> assertThat(line).startsWith("D/2.sql:2: \\connect is"),
                      line -> assertThat(line).startsWith("D/2.sql:3: the string constant"),
                      line -> assertThat(line).startsWith("D/3.sql:2: byte 2 of the line (0xE4)"),
                      line ->
                          assertThat(line).startsWith("D/4.sql:1: byte 2 of the line is a NUL"));
            });
  }

  @Test
  void refusesToReadNothing() {
    assertThatThrownBy(() -> MigrationReader.read(List.of(), false))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("there is no migration");
  }

  @Test
  void refusesTransactionsWithinASingleTransaction() throws IOException {
    write(
        "1.sql", "SAVEPOINT a;\nROLLBACK TO a;\nRELEASE a;\nBEGIN;\nROLLBACK WORK TO a;\nCOMMIT;");
    assertThat(MigrationReader.read(List.of(directory), false).statements()).hasSize(6);
    assertThatThrownBy(() -> MigrationReader.read(List.of(directory), true))
        .hasMessageContaining("1.sql:4: with --single-transaction")
        .hasMessageContaining("1.sql:6: with --single-transaction")
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
  }

  private Path write(String name, String content) throws IOException {
    return Files.write(directory.resolve(name), content.getBytes(StandardCharsets.UTF_8));
  }
}
