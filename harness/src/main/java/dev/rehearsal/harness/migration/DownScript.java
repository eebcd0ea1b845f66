package dev.rehearsal.harness.migration;

/**
 * A script of the way back.
 *
 * @param script statements count from 1 over the whole way back
 * @param takesBack path of the migration's script that it takes back, or null where their names do
 *     not tell
 */
public record DownScript(Script script, String takesBack) {}
