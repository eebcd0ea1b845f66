package dev.rehearsal.harness.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.config.Problem;
import java.nio.file.Path;
import java.util.Random;

/**
 * A migration of which lines and pieces of its format are put anywhere: read or refused by name.
 */
final class Garbled {

  private final Random random = new Random(4);
  private final String[] pieces;

  Garbled(String... pieces) {
    this.pieces = pieces;
  }

  /** Writes the file anew many times, and reads the directory each time. */
  void readsOrRefuses(Layouted directory, Path path, String file) {
    int read = 0;
    for (int i = 0; i < 300; i++) {
      directory.with(file, text());
      try {
        assertThat(directory.read().statements()).isNotEmpty();
        read++;
      } catch (Problem refused) {
        assertThat(refused).hasMessageContaining(path.toString());
      }
    }
    assertThat(read).as("readable ones").isBetween(1, 299);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int piece = random.nextInt(7); piece >= 0; piece--) {
      text.append(pieces[random.nextInt(pieces.length)]);
      text.append(random.nextInt(5) == 0 ? "" : "\n");
    }
    return text.toString();
  }
}
