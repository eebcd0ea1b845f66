/**
 * Knows how migration tools lay out their files, in which transactions they send them and what they
 * say for themselves, as {@code docs/reference/runners.md} has it. Talks to no server.
 */
package dev.rehearsal.harness.runner;
