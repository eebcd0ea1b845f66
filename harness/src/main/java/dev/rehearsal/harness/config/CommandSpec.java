package dev.rehearsal.harness.config;

import java.time.Duration;

/**
 * The command that performs the migration.
 *
 * @param line as a shell reads it; {@code {url}} and the like in it stand for parts of the
 *     database's address
 * @param urlVariable the environment variable that gets the database's URL
 * @param timeout after which it is ended
 */
public record CommandSpec(String line, String urlVariable, Duration timeout) implements ToolSpec {

  /** What most tools read. */
  public static final String DATABASE_URL = "DATABASE_URL";

  /** Longer than any migration that somebody waits for. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(1);

  @Override
  public String label() {
    return Secrets.inText(line);
  }
}
