package dev.rehearsal.harness.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class TarXzTest {
  @TempDir Path directory;
  private Path target;

  @BeforeEach
  void makeTarget() throws IOException {
    target = Files.createDirectory(directory.resolve("target"));
  }

  @Test
  void unpacksFilesWithTheirExecutableBitAndLinks() throws Exception {
    unpack(
        tar -> {
          file(tar, "bin/run", 0755, "x");
          file(tar, "lib/one.so.1", 0600, "y");
          link(tar, "lib/one.so", "one.so.1");
        });
    assertThat(target.resolve("bin/run")).isExecutable();
    assertThat(target.resolve("lib/one.so")).isSymbolicLink().hasContent("y");
    assertThat(Files.getPosixFilePermissions(target.resolve("lib/one.so.1")))
        .as("readable by whoever the server runs as")
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
  }

  @Test
  void refusesWhatReachesOutside() {
    assertThatThrownBy(() -> unpack(tar -> file(tar, "../evil", 0644, "x")))
        .hasMessageContaining("outside");
    assertThatThrownBy(() -> unpack(tar -> file(tar, "/tmp/rehearse-evil", 0644, "x")))
        .hasMessageContaining("outside");
    assertThatThrownBy(() -> unpack(tar -> link(tar, "lib/evil", "../../..")))
        .hasMessageContaining("outside");
    assertThat(directory.resolve("evil")).doesNotExist();
  }

  @Test
  void refusesAJarWithoutAnArchive() throws IOException {
    Path jar = directory.resolve("empty.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("META-INF/"));
    }
    assertThatThrownBy(() -> TarXz.unpackFromJar(jar, target)).hasMessageContaining("no .txz");
  }

  private void unpack(Content content) throws Exception {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZCompressorOutputStream(archive))) {
      content.write(tar);
    }
    Path jar = directory.resolve("binaries.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("postgres.txz"));
      zip.write(archive.toByteArray());
    }
    TarXz.unpackFromJar(jar, target);
  }

  private static void file(TarArchiveOutputStream tar, String name, int mode, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setMode(mode);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static void link(TarArchiveOutputStream tar, String name, String to) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
    entry.setLinkName(to);
    tar.putArchiveEntry(entry);
    tar.closeArchiveEntry();
  }

  /** Writes the archive's entries. */
  private interface Content {
    void write(TarArchiveOutputStream tar) throws IOException;
  }
}
