package dev.rehearsal.harness.runner;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Each test has an empty directory to itself. */
abstract class InDirectory {

  @TempDir Path temporary;
  Layouted directory;

  @BeforeEach
  void directory() {
    directory = new Layouted(temporary);
  }
}
