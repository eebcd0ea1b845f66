/** Looks at a rehearsal that another process performs, without getting in its way. */
package dev.rehearsal.harness.watch;
