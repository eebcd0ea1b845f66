package dev.rehearsal.harness.replay;

/**
 * One statement, run.
 *
 * @param answer what the server said
 * @param facts what was observed, or null where nobody looked
 */
record Performed(Answer answer, Facts facts) {}
