package dev.rehearsal.harness.database;

import dev.rehearsal.harness.progress.Progress;
import java.nio.file.Path;

/** A program of its own that unpacks binaries into a cache directory. */
final class UnpackHolder {
  private UnpackHolder() {}

  /**
   * Says {@code unpacked} and where.
   *
   * @param arguments major version, cache directory
   */
  public static void main(String[] arguments) throws Exception {
    BinaryArtifact artifact = BinaryArtifact.of(Integer.parseInt(arguments[0]));
    System.out.println(
        "unpacked " + EmbeddedBinaries.of(artifact, Path.of(arguments[1]), Progress.silent()));
  }
}
