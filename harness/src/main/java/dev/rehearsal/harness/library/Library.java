package dev.rehearsal.harness.library;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A migration tool, as this program speaks to it. What implements it is loaded beside the tool, by
 * {@link LibraryLoader}, and has a public constructor without parameters. Used for one migration,
 * by one thread whose context loader is the tool's.
 */
public interface Library {

  /**
   * Applies what is pending, as the tool does by itself, and returns when that is done.
   *
   * @throws Exception what the tool throws if it fails
   */
  void migrate(Task task) throws Exception;

  /**
   * What is to be done.
   *
   * @param settings of the tool by its own keys, none of which says where to connect
   * @param migrations what the user named, or null if the settings do
   * @param database the one that it gets to know
   * @param output takes what the tool prints, a line or several at a time
   */
  record Task(
      Map<String, String> settings, Path migrations, DataSource database, Consumer<String> output) {
    public Task {
      settings = Map.copyOf(settings);
    }
  }
}
