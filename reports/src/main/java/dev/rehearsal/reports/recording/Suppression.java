package dev.rehearsal.reports.recording;

/**
 * A comment in the migration that takes responsibility for a finding.
 *
 * @param finding name of the finding
 * @param statement index of the statement that it stands before
 * @param script the file
 * @param line the comment's line, from 1
 * @param until the last day on which it holds, {@code 2026-12-31}, or null if it has no end
 * @param reason what the author says
 */
public record Suppression(
    String finding, int statement, String script, int line, String until, String reason) {}
