package dev.rehearsal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.reports.recording.UnreadableFileException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FailuresTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
  private final Failures failures = new Failures(err, Interruption.none());

  private String err() {
    return written.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aProblemIsASentenceAndTheCodeOfItsKind() {
    assertThat(failures.handle(new Problem(Problem.Kind.USAGE, "a"))).isEqualTo(2);
    assertThat(failures.handle(new Problem(Problem.Kind.REJECTED, "b"))).isEqualTo(3);
    assertThat(failures.handle(new Problem(Problem.Kind.CANNOT_REHEARSE, "c"))).isEqualTo(4);
    assertThat(failures.handle(new UnreadableFileException("d"))).isEqualTo(2);
    assertThat(err()).isEqualTo("a\nb\nc\nd\n");
  }

  @Test
  void tooLittleMemoryIsNotABug() {
    assertThat(failures.handle(new OutOfMemoryError())).isEqualTo(4);
    assertThat(err()).contains("REHEARSE_JAVA_OPTS").hasLineCount(1);
  }

  @Test
  void anythingElseIsABugAndSaysSo() {
    assertThat(failures.handle(new IllegalStateException("unforeseen"))).isEqualTo(70);
    assertThat(err())
        .startsWith("this is a bug in rehearse")
        .contains("IllegalStateException: unforeseen")
        .contains("\tat ");
  }

  @Test
  void aBugOutsideOfAnyCommandIsOneToo() {
    Console damaged = new Console(err, err, true, false, 80, null);

    assertThat(new Main(damaged, Interruption.none()).execute("--help")).isEqualTo(70);
    assertThat(err()).contains("NullPointerException");
  }
}
