package dev.rehearsal.harness.replay;

import dev.rehearsal.harness.catalog.Catalog;

/**
 * The schema before and after one statement of the facts take.
 *
 * @param index of the statement
 */
public record SchemaStep(int index, Catalog before, Catalog after) {}
