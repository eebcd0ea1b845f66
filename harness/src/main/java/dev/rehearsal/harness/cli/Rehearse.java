package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.config.RehearsalSpec;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.reports.recording.Recording;

/** Performs a rehearsal. */
@FunctionalInterface
interface Rehearse {

  Recording run(RehearsalSpec spec, Progress progress);
}
