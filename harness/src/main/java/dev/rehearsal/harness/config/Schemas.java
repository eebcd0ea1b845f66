package dev.rehearsal.harness.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JSON Schemas of the files that users write, for editors. */
public final class Schemas {

  private Schemas() {}

  /** Of {@code rehearsal.yaml}. */
  public static String rehearsal() {
    return read("rehearsal.schema.json");
  }

  /** Of {@code workload.yaml}. */
  public static String workload() {
    return read("workload.schema.json");
  }

  private static String read(String name) {
    try (InputStream in = Schemas.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException damaged) {
      throw new UncheckedIOException("reading " + name + " from the program's own jar", damaged);
    }
  }
}
