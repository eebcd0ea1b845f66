package dev.rehearsal.harness.database;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another JVM that runs one of our test programs. Closing it kills it. */
final class Subprocess implements AutoCloseable {
  private final Process process;
  private final BufferedReader output;

  private Subprocess(Process process) {
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static Subprocess of(Class<?> main, String... arguments) throws IOException {
    return of(List.of(), System.getProperty("java.class.path"), Map.of(), main, arguments);
  }

  /**
   * The same, with words before the command, such as {@code setpriv}, and another class path and
   * environment.
   */
  static Subprocess of(
      List<String> prefix,
      String classPath,
      Map<String, String> environment,
      Class<?> main,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx128m", "-cp", classPath, main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(new File(System.getProperty("java.io.tmpdir")))
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new Subprocess(builder.start());
  }

  /** Reads until a line starts with the word; everything read is in the error if none does. */
  String await(String word) throws IOException {
    StringBuilder read = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(word)) {
        return line;
      }
      read.append(line).append('\n');
    }
    throw new AssertionError("no line '" + word + "' in:\n" + read);
  }

  /** SIGTERM; waits for the end. */
  void terminate() throws InterruptedException {
    process.destroy();
    awaitEnd();
  }

  /** SIGKILL; waits for the end. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("process " + process.pid() + " does not end");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
