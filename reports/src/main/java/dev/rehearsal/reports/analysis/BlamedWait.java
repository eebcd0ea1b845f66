package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Wait;

/**
 * A lock wait and who is to blame for it.
 *
 * @param recorded the wait
 * @param statement the migration's statement that it is due to, or null if the migration has no
 *     part in it
 * @param behindMigration whether the waiter waited for the migration, directly or through others;
 *     false too where the migration itself is the waiter
 * @param behindWaiter whether one that it waited for was itself waiting
 * @param span the wait, ended no later than the lock can have been held
 */
record BlamedWait(
    Wait recorded, Integer statement, boolean behindMigration, boolean behindWaiter, Span span) {}
