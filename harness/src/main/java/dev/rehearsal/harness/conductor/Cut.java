package dev.rehearsal.harness.conductor;

/**
 * A statement that is to be cut short.
 *
 * @param statement its index
 * @param means what is done to the session
 * @param afterNanos how long after it was sent
 * @param wrapped whether it leaves all or nothing; others may leave half of what they do
 */
record Cut(int statement, Knife.Means means, long afterNanos, boolean wrapped) {}
