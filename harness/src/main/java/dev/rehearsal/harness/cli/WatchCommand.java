package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.database.RunningServer;
import dev.rehearsal.harness.watch.View;
import dev.rehearsal.harness.watch.ViewText;
import dev.rehearsal.harness.watch.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code rehearse watch}. */
@Command(
    name = "watch",
    header = "Shows a rehearsal that runs in another terminal: locks, waits, progress.",
    description = {
      "",
      "Shows what the migration does now, which locks it holds, who waits for whom, and what the"
          + " server says of its progress, until the rehearsal ends. It looks twice a second, can only"
          + " read, and connects to nothing but a server that a rehearsal of yours has started."
          + " While a timing take runs, it asks once in two seconds whether that is over, and"
          + " nothing else.",
      "",
      "Examples:",
      "  rehearse watch",
      "  rehearse watch 48213",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class WatchCommand implements Callable<Integer> {

  private static final long PAUSE_MILLIS = 500;
  private static final long QUIET_MILLIS = 2_000;

  @ParentCommand private Main main;

  @Parameters(
      paramLabel = "PROCESS",
      arity = "0..1",
      description = "The rehearsal's process id. Default: the one that was started last.")
  private String process;

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description = "The rehearsal's --work-dir. Default: the system's temporary directory.")
  private Path workDirectory;

  @Override
  public Integer call() throws IOException {
    RunningServer server = find();
    LiveScreen screen = new LiveScreen(main.console());
    screen.say("watching the rehearsal of process " + server.process() + "; Ctrl-C ends watching");
    try (Watcher watcher = new Watcher(server)) {
      watch(watcher, screen);
    } catch (SQLException gone) {
      return ended(server, screen, gone);
    } catch (InterruptedException stopped) {
      return ExitCode.INTERRUPTED;
    }
    return ExitCode.DONE;
  }

  private static void watch(Watcher watcher, LiveScreen screen)
      throws SQLException, InterruptedException {
    while (true) {
      View view = watcher.look();
      screen.show(ViewText.lines(view), ViewText.shape(view));
      Thread.sleep(view.quiet() ? QUIET_MILLIS : PAUSE_MILLIS);
    }
  }

  /** The server ends before its directory is gone. */
  private static int ended(RunningServer server, LiveScreen screen, SQLException gone) {
    String state = gone.getSQLState() == null ? "" : gone.getSQLState();
    boolean lost = state.startsWith("08") || state.startsWith("57P");
    if (!lost && server.runs()) {
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE,
          "the rehearsal cannot be watched: " + gone.getMessage(),
          gone);
    }
    screen.say("the rehearsal is over");
    return ExitCode.DONE;
  }

  private RunningServer find() throws IOException {
    List<RunningServer> running = RunningServer.find(workDirectory);
    if (running.isEmpty()) {
      throw new Problem(
          Problem.Kind.USAGE,
          "no rehearsal of yours runs on this machine"
              + (workDirectory == null
                  ? "; start one, or name its --work-dir"
                  : " in " + workDirectory));
    }
    if (process == null) {
      return running.get(0);
    }
    return running.stream()
        .filter(server -> server.process().equals(process))
        .findFirst()
        .orElseThrow(() -> new Problem(Problem.Kind.USAGE, unknown(running)));
  }

  private String unknown(List<RunningServer> running) {
    String others =
        running.stream().map(RunningServer::process).distinct().collect(Collectors.joining(", "));
    return "process '" + process + "' performs no rehearsal; these do: " + others;
  }
}
