package dev.rehearsal.harness.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.config.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlFileTest {
  @TempDir Path directory;

  @Test
  void refusesAMissingFile() {
    assertRefused(directory.resolve("nothing.sql"), "no such file");
  }

  @Test
  void refusesDumpsThatOnlyPgRestoreReadsAndSaysHow() throws IOException {
    Path custom = write("app.dump", "PGDMP\1\16");
    assertRefused(
        custom, "is a custom-format dump; turn it into SQL with pg_restore -f dump.sql " + custom);
    assertRefused(write("app.tar", "toc.dat" + "\0".repeat(600)), "is a tar-format dump");
    Path dump = Files.createDirectory(directory.resolve("app.d"));
    assertRefused(dump, "is a directory; name an SQL file");
    Files.createFile(dump.resolve("toc.dat"));
    assertRefused(dump, "is a directory-format dump; turn it into SQL with pg_restore");
  }

  @Test
  void looksIntoAPackedFile() throws IOException {
    Path packed = directory.resolve("app.dump.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("PGDMP".getBytes(StandardCharsets.US_ASCII));
    }
    assertRefused(packed, "is a custom-format dump");
    assertRefused(
        Files.write(directory.resolve("cut.sql.gz"), new byte[] {0x1f, (byte) 0x8b, 8}),
        "cannot be read: ");
  }

  @Test
  void takesTextHoweverShort() throws IOException {
    for (String text : new String[] {"", "-", "PGDM", "SELECT 1;\n", "-- ustar"}) {
      Path file = write("text.sql", text);
      assertThatCode(() -> DatasetLoader.check(DatasetSpec.ofFiles(file, null)))
          .doesNotThrowAnyException();
    }
  }

  @Test
  void anyBytesAreAFormat() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      byte[] head = new byte[random.nextInt(FileFormat.HEAD)];
      random.nextBytes(head);
      assertThat(FileFormat.of(head)).isNotNull();
    }
  }

  @Test
  void refusesAShopWithoutRowsAndADatasetOfNothing() {
    assertThatThrownBy(() -> DatasetLoader.check(DatasetSpec.ofShop(0)))
        .hasMessage("rows of the shop must be at least 1, was 0");
    assertThatThrownBy(() -> DatasetLoader.check(DatasetSpec.ofFiles(null, null)))
        .hasMessageContaining("nothing fills the database");
  }

  private static void assertRefused(Path path, String why) {
    assertThatThrownBy(() -> DatasetLoader.check(DatasetSpec.ofFiles(null, path)))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE))
        .hasMessageStartingWith(path + ": " + why);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
