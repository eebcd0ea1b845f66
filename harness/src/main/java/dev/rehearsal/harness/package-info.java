/**
 * {@link dev.rehearsal.harness.Rehearsal} is the front door of the harness; it reads as the data
 * flow.
 */
package dev.rehearsal.harness;
