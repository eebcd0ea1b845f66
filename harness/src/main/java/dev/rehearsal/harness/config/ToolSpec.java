package dev.rehearsal.harness.config;

import java.time.Duration;

/** Whom the migration is left to, where this program does not send its statements itself. */
public sealed interface ToolSpec permits CommandSpec, LibrarySpec {

  /** After which it is ended. */
  Duration timeout();

  /** What ran, as reports say it, secrets masked. */
  String label();
}
