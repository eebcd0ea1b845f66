/**
 * The application-like workload of a traffic take: which statements, on which schedule, and what
 * became of each firing. Waiting counts from when a firing was due.
 */
package dev.rehearsal.harness.probe;
