/**
 * Reads migration files into statements, by psql's lexical rules, with the exact line of each.
 * Talks to no server.
 */
package dev.rehearsal.harness.migration;
