package dev.rehearsal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {

  @Test
  void aStageThatIsOverLeavesOneLineAndNoBar() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
    TerminalProgress progress = new TerminalProgress(err, 80, () -> 0);

    progress.begin("load orders", 10);
    progress.at(5);
    progress.done("10 rows");

    String text = written.toString(StandardCharsets.UTF_8);
    assertThat(text)
        .contains("load orders")
        .contains("\r")
        .endsWith("load orders: 10 rows (0.0 s)\n");
    String lastLine = text.substring(text.lastIndexOf('\r') + 1);
    assertThat(lastLine).isEqualTo("load orders: 10 rows (0.0 s)\n");
  }
}
