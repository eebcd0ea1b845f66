/**
 * JMH benchmarks of the program itself. Each checks that its answer is right before its times mean
 * anything, and has a {@code main} that prints what it promises.
 */
package dev.rehearsal.harness.bench;
