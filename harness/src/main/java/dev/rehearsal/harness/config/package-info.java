/**
 * What the user wants rehearsed: {@link dev.rehearsal.harness.config.RehearsalSpec}, read from
 * flags and {@code rehearsal.yaml}, complete and checked before anything is started.
 */
package dev.rehearsal.harness.config;
