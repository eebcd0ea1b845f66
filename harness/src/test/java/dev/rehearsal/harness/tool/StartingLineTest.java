package dev.rehearsal.harness.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StartingLineTest {

  private static final String OWN = "ALTER TABLE t ADD COLUMN a int";

  private final StartingLine line = new StartingLine(2, OWN::equals);
  private final Consumer<String> first = line.lane();
  private final Consumer<String> second = line.lane();

  @Test
  void holdsTheFirstUntilTheOtherComes() throws Exception {
    first.accept("SELECT version FROM schema_migrations");
    CompletableFuture<Void> held = CompletableFuture.runAsync(() -> first.accept(OWN));

    TimeUnit.MILLISECONDS.sleep(100);
    second.accept("SELECT version FROM schema_migrations");
    TimeUnit.MILLISECONDS.sleep(100);
    assertThat(held).isNotDone();

    second.accept(OWN);
    held.join();
  }

  @Test
  void letsTheOthersGoWhenOneHasEnded() throws Exception {
    CompletableFuture<Void> held = CompletableFuture.runAsync(() -> first.accept(OWN));
    TimeUnit.MILLISECONDS.sleep(100);
    assertThat(held).isNotDone();

    line.open();
    held.join();
  }

  @Test
  void doesNotWaitForOneThatIsKeptOut() {
    second.accept("SELECT pg_advisory_lock(7)");

    first.accept(OWN);
    second.accept(OWN);
  }
}
