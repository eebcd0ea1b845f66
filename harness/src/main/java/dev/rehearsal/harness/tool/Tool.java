package dev.rehearsal.harness.tool;

import dev.rehearsal.harness.config.CommandSpec;
import dev.rehearsal.harness.config.LibrarySpec;
import dev.rehearsal.harness.config.ToolSpec;
import dev.rehearsal.harness.database.Login;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The user's migration tool, run as often as there are takes. Safe for several threads. */
public interface Tool {

  /**
   * How it ended.
   *
   * @param exitCode its own, or null if it had to be ended
   * @param output what it printed, all streams as they came, the middle left out if it was much
   * @param gone whether nothing of it is left that still runs
   */
  record Ended(Integer exitCode, String output, boolean gone) {}

  /** After which it is ended. */
  Duration timeout();

  /**
   * Runs it to its end. When interrupted, or after the timeout, it is ended with everything that it
   * started; the interrupt stays set.
   *
   * @param login of the one database that it gets to know; the password is not seen in the output
   * @throws IOException if it cannot be run
   */
  Ended run(Login login) throws IOException;

  /** The one that is specified. */
  static Tool of(ToolSpec spec) {
    if (spec instanceof CommandSpec command) {
      return new ToolCommand(
          command.line(), command.urlVariable(), Path.of("."), command.timeout());
    }
    return new ToolLibrary((LibrarySpec) spec);
  }
}
