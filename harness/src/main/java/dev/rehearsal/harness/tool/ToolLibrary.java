package dev.rehearsal.harness.tool;

import dev.rehearsal.harness.config.LibrarySpec;
import dev.rehearsal.harness.database.Login;
import dev.rehearsal.harness.library.LibraryRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A tool whose library runs on a thread of this program, and is loaded anew each time. */
record ToolLibrary(LibrarySpec spec) implements Tool {

  private static final int DONE = 0;
  private static final int FAILED = 1;

  @Override
  public Duration timeout() {
    return spec.timeout();
  }

  @Override
  public Ended run(Login login) {
    ToolOutput output = new ToolOutput();
    Map<String, String> environment = new ProcessBuilder().environment();
    try (LibraryRun run = LibraryRun.start(spec, login, line -> add(output, line))) {
      boolean ended = run.await(spec.timeout());
      Integer exitCode = ended ? run.failed() ? FAILED : DONE : null;
      boolean gone = run.end();
      return new Ended(exitCode, OutputSecrets.masked(output.text(), login, environment), gone);
    }
  }

  private static void add(ToolOutput output, String line) {
    byte[] bytes = (line.stripTrailing() + "\n").getBytes(StandardCharsets.UTF_8);
    output.add(bytes, bytes.length);
  }
}
