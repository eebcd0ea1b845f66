/**
 * Derives the safer form of a migration from what its statements changed in the catalogs and did to
 * tables, not from their text: {@link dev.rehearsal.harness.rewrite.Derivation} goes through the
 * statements, {@link dev.rehearsal.harness.rewrite.SchemaRewrite} through the changes of one. It
 * performs nothing; whether the form is safer is for the rehearsal to show.
 */
package dev.rehearsal.harness.rewrite;
