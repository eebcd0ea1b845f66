/**
 * Performs the takes: {@link dev.rehearsal.harness.conductor.Conductor} decides which, and {@code
 * FactsTake}, {@code TimingTake} and {@code TrafficTake} bring replay, probes and observers
 * together. All threads of a rehearsal are started and ended here.
 */
package dev.rehearsal.harness.conductor;
