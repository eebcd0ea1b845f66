package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.harness.replay.Performer;
import dev.rehearsal.harness.replay.Replay;
import dev.rehearsal.harness.replay.ReplaySession;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.reports.recording.SourceFile;
import dev.rehearsal.reports.recording.StatementRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Runs the versions that are applied, as their tool does, with its bookkeeping. */
public final class AppliedVersions {

  private final Migration migration;
  private final Progress progress;

  /**
   * @param migration of which {@link Migration#applied} is run
   */
  public AppliedVersions(Migration migration, Progress progress) {
    this.migration = migration;
    this.progress = progress;
  }

  /**
   * Runs them in a session of its own.
   *
   * @return the files that were read
   * @throws Problem if the server rejects a statement, or is lost
   */
  public List<SourceFile> build(DisposableServer server, String database) throws SQLException {
    Migration before = migration.before();
    if (before.batches().isEmpty()) {
      return List.of();
    }
    progress.begin("apply the versions before", before.statements().size());
    try (Connection connection = server.connect(database, Sessions.REPLAY)) {
      ReplaySession session = new ReplaySession(connection, Ticker.system(), Sessions.REPLAY);
      requireDone(
          new Replay(
                  session,
                  Performer.plain(),
                  Masking.none(),
                  Ticker.system(),
                  progress::at,
                  SQLException::getMessage)
              .perform(before));
    }
    progress.done(before.scripts().size() + " scripts");
    return before.scripts().stream()
        .map(script -> new SourceFile(script.path(), script.sha256()))
        .distinct()
        .toList();
  }

  private void requireDone(Performance performance) {
    performance.statements().stream()
        .filter(run -> run.outcome() == StatementRun.Outcome.FAILED)
        .findFirst()
        .ifPresent(
            run -> {
              throw new Problem(
                  Problem.Kind.REJECTED,
                  "%s:%d: a version before the pending ones must apply, but the server says: %s;"
                          .formatted(run.script(), run.line(), run.message())
                      + " name what is loaded with --schema, or what is pending with --from");
            });
    if (performance.incomplete() != null) {
      throw new Problem(Problem.Kind.CANNOT_REHEARSE, performance.incomplete());
    }
  }
}
