/**
 * The user's schema as the server's catalogs have it: {@link
 * dev.rehearsal.harness.catalog.Catalog#read} reads it, and two of them tell what a statement
 * changed or in what two databases differ. Nothing here reads SQL text of a migration.
 */
package dev.rehearsal.harness.catalog;
