/**
 * Asks EXPLAIN what a statement will cost, or where it cannot be asked, what the query costs whose
 * work the statement does. {@link dev.rehearsal.harness.estimate.Calibrator} measures what cost
 * comes to in time on this server. Nothing here runs a statement of the migration.
 */
package dev.rehearsal.harness.estimate;
