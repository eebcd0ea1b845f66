package dev.rehearsal.harness.library.liquibase;

import java.util.function.Consumer;
import java.util.logging.Level;
import liquibase.logging.Logger;
import liquibase.logging.core.AbstractLogService;
import liquibase.logging.core.AbstractLogger;

/** Warnings, and what is worse; the rest its command line does not print either. */
final class Log extends AbstractLogService {

  private final Logger logger;

  Log(Consumer<String> output) {
    this.logger = new Warnings(output);
  }

  @Override
  public int getPriority() {
    return PRIORITY_NOT_APPLICABLE;
  }

  @Override
  @SuppressWarnings("rawtypes") // as it is inherited
  public Logger getLog(Class type) {
    return logger;
  }

  private static final class Warnings extends AbstractLogger {

    private final Consumer<String> output;

    Warnings(Consumer<String> output) {
      this.output = output;
    }

    @Override
    public void close() {}

    @Override
    public void log(Level level, String message, Throwable e) {
      if (level == Level.WARNING || level == Level.SEVERE) {
        output.accept(level.getName() + ": " + message);
      }
    }
  }
}
