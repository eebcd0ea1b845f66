package dev.rehearsal.reports.recording;

/**
 * A file that the rehearsal read.
 *
 * @param path as the user named it
 * @param sha256 of its bytes, lower-case hexadecimal
 */
public record SourceFile(String path, String sha256) {}
