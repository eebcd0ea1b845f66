package dev.rehearsal.harness.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory in which a tool is run. */
record Project(Path directory) {

  Project with(String file, String text) {
    try {
      Path path = directory.resolve(file);
      Files.createDirectories(path.getParent());
      Files.writeString(path, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a tool of node looks for its libraries. */
  Project withLink(String name, Path target) {
    try {
      if (!Files.exists(directory.resolve(name))) {
        Files.createSymbolicLink(directory.resolve(name), target);
      }
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
