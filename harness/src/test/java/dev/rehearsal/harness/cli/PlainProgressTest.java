package dev.rehearsal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PlainProgressTest {

  private final AtomicLong nanos = new AtomicLong(5_000_000_000L);
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
  private final PlainProgress progress = new PlainProgress(err, nanos::get);

  private void pass(double seconds) {
    nanos.addAndGet(Math.round(seconds * 1e9));
  }

  private String[] lines() {
    return written.toString(StandardCharsets.UTF_8).split("\\R");
  }

  @Test
  void saysALineForEachStageWhenItIsOver() {
    progress.begin("start the server", -1);
    pass(1.26);
    progress.done("18.6, embedded");
    progress.begin("load orders", 100);
    pass(0.4);
    progress.begin("load events", 100);
    progress.note("container engine not found");
    progress.done("");
    progress.done("");

    assertThat(lines())
        .containsExactly(
            "start the server: 18.6, embedded (1.3 s)",
            "load orders (0.4 s)",
            "container engine not found",
            "load events (0.0 s)");
  }

  @Test
  void aLongStageSaysNowAndThenWhereItIs() {
    progress.begin("load orders", 200);
    for (int second = 0; second < 25; second++) {
      pass(1);
      progress.at(second * 8);
    }

    assertThat(lines()).containsExactly("load orders … 36 %, 10.0 s", "load orders … 76 %, 20.0 s");
  }

  @Test
  void aStageOfUnknownLengthSaysHowLongItLasts() {
    progress.begin("facts take", -1);
    pass(11);
    progress.at(3);

    assertThat(lines()).containsExactly("facts take … 11.0 s");
  }
}
