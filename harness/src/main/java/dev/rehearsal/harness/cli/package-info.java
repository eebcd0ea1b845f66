/**
 * The command line: one command a file, {@link dev.rehearsal.harness.cli.Main} the first to read.
 * Results go to standard output, progress and errors to standard error; {@link
 * dev.rehearsal.harness.cli.Failures} alone turns exceptions into exit codes.
 */
package dev.rehearsal.harness.cli;
