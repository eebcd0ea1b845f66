/**
 * Postgres's own vocabulary: lock modes and what they block, relation names, SQLSTATE codes.
 * Depends on nothing. Read {@link dev.rehearsal.reports.postgres.LockMode} first.
 */
package dev.rehearsal.reports.postgres;
