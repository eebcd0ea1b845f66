/**
 * Fills the database that every take starts from: {@link
 * dev.rehearsal.harness.dataset.DatasetLoader} loads the bundled shop or the user's files, lets the
 * server settle and counts what is there.
 */
package dev.rehearsal.harness.dataset;
