package dev.rehearsal.reports.recording;

/**
 * A script of the way back.
 *
 * @param path as the user named it
 * @param sha256 of its bytes, lower-case hexadecimal
 * @param takesBack path of the migration's script that it takes back, or null where their names do
 *     not tell
 */
public record DownFile(String path, String sha256, String takesBack) {}
