/**
 * Tries the statements of the application's versions against the schema as it is at one moment:
 * {@link dev.rehearsal.harness.compatibility.VersionChecks}. The versions come from the workload
 * file, or one is derived from the schema.
 */
package dev.rehearsal.harness.compatibility;
