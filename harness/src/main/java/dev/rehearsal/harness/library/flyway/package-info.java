/** Speaks to Flyway. Loaded beside it and never by this program's own loader. */
package dev.rehearsal.harness.library.flyway;
