package dev.rehearsal.reports.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files in the repository that must equal what the code says. */
public final class Golden {

  private Golden() {}

  /** Fails if the file differs; with {@code -Dgolden.update} writes it instead. */
  public static void assertEqual(Path file, String expected) throws IOException {
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as("%s; refresh it with -Dgolden.update", file)
        .isEqualTo(expected);
  }
}
