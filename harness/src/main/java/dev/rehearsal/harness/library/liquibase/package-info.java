/** Speaks to Liquibase. Loaded beside it and never by this program's own loader. */
package dev.rehearsal.harness.library.liquibase;
