package dev.rehearsal.harness.observe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The package's SQL texts. */
final class Sql {

  private Sql() {}

  static String resource(String name) {
    try (InputStream in = Sql.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name + " from the program's own jar", e);
    }
  }
}
