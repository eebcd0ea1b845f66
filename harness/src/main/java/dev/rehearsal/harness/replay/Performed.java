package dev.rehearsal.harness.replay;

/**
 * One statement, run.
 *
 * @param answer what the server said
 * @param facts what was observed, or null where nobody looked
 */
public record Performed(Answer answer, Facts facts) {}
