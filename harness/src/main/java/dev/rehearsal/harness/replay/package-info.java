/**
 * Performs the migration on one session, statement by statement, and keeps time. {@link
 * dev.rehearsal.harness.replay.Replay} is the loop; how one statement is run — as it is, or wrapped
 * and inspected — is a {@link dev.rehearsal.harness.replay.Performer}.
 */
package dev.rehearsal.harness.replay;
