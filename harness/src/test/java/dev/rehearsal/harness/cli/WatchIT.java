package dev.rehearsal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.Alone;
import dev.rehearsal.harness.database.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Alone
class WatchIT {

  @TempDir private Path directory;

  @Test
  void followsARehearsalToItsEnd() throws Exception {
    Path work = Files.createDirectories(directory.resolve("work"));
    Path migration =
        Files.writeString(directory.resolve("V1.sql"), "LOCK TABLE orders; SELECT pg_sleep(2);");
    Path schema =
        Files.writeString(directory.resolve("schema.sql"), "CREATE TABLE orders (id int);");
    CompletableFuture<Cli> run =
        CompletableFuture.supplyAsync(
            () ->
                Cli.launch(
                    "run",
                    migration.toString(),
                    "--single-transaction",
                    "--provider=embedded",
                    "--takes=facts,timing:1",
                    "--schema=" + schema,
                    "--work-dir=" + work,
                    "--out=" + directory.resolve("runs")));
    while (RunningServer.find(work).isEmpty() && !run.isDone()) {
      Thread.sleep(10);
    }
    Cli watch = Cli.launch("watch", "--work-dir=" + work).exited(0);

    assertThat(run.get().err()).contains("timing take");
    assertThat(watch.out())
        .contains("SELECT pg_sleep(2)")
        .contains("holds      ACCESS EXCLUSIVE on public.orders")
        .contains("alone in its database")
        .endsWith("the rehearsal is over\n");
  }

  @Test
  void saysThatNothingRuns() {
    assertThat(Cli.launch("watch", "--work-dir=" + directory).exited(2).err())
        .contains("no rehearsal of yours runs on this machine in " + directory);
  }
}
