package dev.rehearsal.harness.config;

import dev.rehearsal.reports.recording.Request;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything a rehearsal needs to know, checked and complete.
 *
 * @param migration files or directories, as the user named them
 * @param singleTransaction whether each script runs as one transaction
 * @param rollback file or directory of the way back, or null if it lies beside the migration
 * @param runner the tool that performs it, and which of its versions
 * @param database the server to start
 * @param dataset what fills it
 * @param takes which takes, and how often
 * @param rewrite whether to derive the safer form and rehearse that too
 * @param workload the probes
 * @param drill how the lock queue is drilled
 * @param seed what the dataset and the probes draw their numbers from
 * @param request what goes into the recording for the verdict and for doing it again
 */
public record RehearsalSpec(
    List<Path> migration,
    boolean singleTransaction,
    Path rollback,
    RunnerSpec runner,
    DatabaseSpec database,
    DatasetSpec dataset,
    TakesSpec takes,
    boolean rewrite,
    WorkloadSpec workload,
    DrillSpec drill,
    long seed,
    Request request) {
  public RehearsalSpec {
    migration = List.copyOf(migration);
  }
}
