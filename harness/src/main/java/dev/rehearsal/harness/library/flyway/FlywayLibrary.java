package dev.rehearsal.harness.library.flyway;

import dev.rehearsal.harness.library.Library;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogFactory;

/** Migrates by Flyway. */
public final class FlywayLibrary implements Library {

  @Override
  public void migrate(Task task) {
    LogFactory.setFallbackLogCreator(any -> new Lines(task.output()));
    Map<String, String> settings = new TreeMap<>(task.settings());
    if (task.migrations() != null) {
      settings.put("flyway.locations", "filesystem:" + task.migrations());
    }
    new FluentConfiguration(Thread.currentThread().getContextClassLoader())
        .configuration(settings)
        .dataSource(task.database())
        .cleanDisabled(true)
        .load()
        .migrate();
  }

  /** What Flyway's own command line prints. */
  private record Lines(Consumer<String> output) implements Log {

    @Override
    @SuppressWarnings("deprecation") // older versions demand it
    public boolean isDebugEnabled() {
      return false;
    }

    @Override
    public void debug(String message) {}

    @Override
    public void info(String message) {
      output.accept(message);
    }

    @Override
    public void warn(String message) {
      output.accept("WARNING: " + message);
    }

    @Override
    public void error(String message) {
      output.accept("ERROR: " + message);
    }

    @Override
    public void error(String message, Exception e) {
      error(message + ": " + e.getMessage());
    }

    @Override
    public void notice(String message) {
      output.accept("NOTE: " + message);
    }
  }
}
