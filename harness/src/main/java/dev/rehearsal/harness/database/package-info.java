/**
 * A disposable Postgres server, embedded or in a container, and fresh clones of a loaded database.
 * Nothing here can reach a server that the program did not start.
 */
package dev.rehearsal.harness.database;
