package dev.rehearsal.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.Alone;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.RecordingFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ending the program from outside, in every phase, leaves no server, directory or process. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@Alone
class InterruptionIT {

  private static final int TERMINATED = 143;

  @TempDir private Path directory;

  private Process program;

  @AfterEach
  void endTheProgram() {
    if (program != null) {
      program.destroyForcibly();
    }
  }

  /** Each is the beginning of the last line before the phase in which the signal comes. */
  @ParameterizedTest
  @ValueSource(
      strings = {"start postgres", "create the shop's tables", "load the shop", "count rows"})
  void aSignalBeforeTheTakesLeavesNothing(String line) throws Exception {
    List<ProcessHandle> server = startAndWaitFor(line);
    terminate();

    assertThat(program.exitValue()).isEqualTo(TERMINATED);
    assertThatNothingIsLeft(server);
    assertThat(directory.resolve("runs")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"facts take: clone", "facts take (", "timing take: clone", "timing take ("})
  void aSignalDuringTheTakesLeavesARecordingMarkedAborted(String line) throws Exception {
    List<ProcessHandle> server = startAndWaitFor(line);
    terminate();

    assertThat(program.exitValue()).isEqualTo(TERMINATED);
    assertThatNothingIsLeft(server);
    Recording recording =
        RecordingFile.read(directory.resolve("runs").resolve("latest").resolve("recording.json"));
    assertThat(recording.aborted()).isNotNull();
    assertThat(recording.takes()).isNotEmpty();
  }

  @Test
  void whatAKilledRunLeavesTheNextOneRemoves() throws Exception {
    List<ProcessHandle> server = startAndWaitFor("facts take: clone");
    program.destroyForcibly().waitFor();

    Process next =
        new ProcessBuilder(command("doctor", "--provider=embedded", "--work-dir=" + workDir()))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("doctor.txt").toFile())
            .start();
    assertThat(next.waitFor()).as(Files.readString(directory.resolve("doctor.txt"))).isZero();
    assertThatNothingIsLeft(server);
  }

  /** The server's processes. */
  private List<ProcessHandle> startAndWaitFor(String line) throws IOException {
    Files.createDirectories(Path.of(workDir()));
    Path migration = Files.writeString(directory.resolve("V1.sql"), "SELECT pg_sleep(3);\n");
    program =
        new ProcessBuilder(
                command(
                    "run",
                    migration.toString(),
                    "--data=shop",
                    "--rows=20000",
                    "--provider=embedded",
                    "--takes=facts,timing:1,traffic:1",
                    "--progress=plain",
                    "--work-dir=" + workDir(),
                    "--out=" + directory.resolve("runs")))
            .redirectOutput(directory.resolve("out.txt").toFile())
            .start();
    BufferedReader err =
        new BufferedReader(new InputStreamReader(program.getErrorStream(), StandardCharsets.UTF_8));
    List<String> said = new ArrayList<>();
    for (String next = err.readLine(); next != null; next = err.readLine()) {
      said.add(next);
      if (next.startsWith(line)) {
        return postgres();
      }
    }
    throw new AssertionError("the program never said '" + line + "': " + said);
  }

  private List<ProcessHandle> postgres() {
    List<ProcessHandle> found =
        ProcessHandle.allProcesses()
            .filter(process -> process.info().commandLine().orElse("").contains(workDir()))
            .filter(process -> process.pid() != program.pid())
            .toList();
    assertThat(found).isNotEmpty();
    return found;
  }

  private void terminate() throws InterruptedException {
    program.destroy();
    program.waitFor();
  }

  private void assertThatNothingIsLeft(List<ProcessHandle> server) throws Exception {
    for (ProcessHandle process : server) {
      // Dead, but for a while perhaps not yet collected by the process that inherited it.
      process.onExit().get(30, TimeUnit.SECONDS);
    }
    try (Stream<Path> left = Files.walk(Path.of(workDir()))) {
      assertThat(left.filter(path -> path.getFileName().toString().equals("PG_VERSION"))).isEmpty();
    }
  }

  private String workDir() {
    return directory.resolve("work").toString();
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx320m");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }
}
