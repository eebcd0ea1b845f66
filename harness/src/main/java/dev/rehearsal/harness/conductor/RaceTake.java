package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.harness.tool.StartingLine;
import dev.rehearsal.harness.tool.ToolMigration;
import dev.rehearsal.reports.recording.Race;
import dev.rehearsal.reports.recording.Take;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Starts the user's tool twice at once on one database. */
final class RaceTake {

  private static final int RUNNERS = 2;

  private final ToolMigration tool;
  private final int number;

  RaceTake(ToolMigration tool, int number) {
    this.tool = tool;
    this.number = number;
  }

  Take perform(TakeDatabase database, Ticker ticker) throws SQLException {
    List<ToolPlaying> playing = new ArrayList<>();
    StartingLine line = new StartingLine(RUNNERS, tool::own);
    ExecutorService threads = Executors.newFixedThreadPool(RUNNERS);
    try {
      for (int i = 0; i < RUNNERS; i++) {
        playing.add(ToolPlaying.racing(tool, database, ticker, line));
      }
      return take(threads.invokeAll(playing.stream().map(each -> racing(each, line)).toList()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Take.of(number, "interrupted", null);
    } finally {
      threads.shutdownNow();
      for (ToolPlaying each : playing) {
        each.close();
      }
    }
  }

  private static Callable<ToolMigration.Raced> racing(ToolPlaying playing, StartingLine line) {
    return () -> {
      try {
        return playing.race();
      } finally {
        line.open();
      }
    };
  }

  private Take take(List<Future<ToolMigration.Raced>> ended) throws InterruptedException {
    List<Race.Runner> runners = new ArrayList<>();
    String incomplete = null;
    for (Future<ToolMigration.Raced> each : ended) {
      ToolMigration.Raced raced = get(each);
      runners.add(raced.runner());
      incomplete = incomplete == null ? raced.incomplete() : incomplete;
    }
    return Take.of(number, incomplete, new Race(runners));
  }

  private static ToolMigration.Raced get(Future<ToolMigration.Raced> future)
      throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
