/**
 * Looks at the server from a session of its own: {@link dev.rehearsal.harness.observe.WaitObserver}
 * at everybody who waits for a lock, {@link dev.rehearsal.harness.observe.SessionSampler} at the
 * locks and the progress of one session. Each look is a call; whoever calls decides how often. An
 * observer is always in autocommit: a snapshot kept open would stall CREATE INDEX CONCURRENTLY.
 */
package dev.rehearsal.harness.observe;
