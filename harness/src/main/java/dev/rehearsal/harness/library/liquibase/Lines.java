package dev.rehearsal.harness.library.liquibase;

import java.util.function.Consumer;
import liquibase.AbstractExtensibleObject;
import liquibase.ui.InputHandler;
import liquibase.ui.UIService;

/** What Liquibase says to its user, who is not asked anything. */
final class Lines extends AbstractExtensibleObject implements UIService {

  private final Consumer<String> output;

  Lines(Consumer<String> output) {
    this.output = output;
  }

  @Override
  public int getPriority() {
    return PRIORITY_NOT_APPLICABLE;
  }

  @Override
  public void sendMessage(String message) {
    output.accept(message);
  }

  @Override
  public void sendErrorMessage(String message) {
    output.accept(message);
  }

  @Override
  public void sendErrorMessage(String message, Throwable exception) {
    output.accept(message);
  }

  @Override
  public <T> T prompt(String prompt, T otherwise, InputHandler<T> handler, Class<T> type) {
    return otherwise;
  }

  @Override
  public void setAllowPrompt(boolean allowed) {}

  @Override
  public boolean getAllowPrompt() {
    return false;
  }
}
