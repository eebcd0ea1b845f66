/** The one clock of a rehearsal. Depends on nothing. */
package dev.rehearsal.harness.time;
