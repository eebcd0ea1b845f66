/**
 * Migration tools that are libraries, run within this program: fetched, loaded apart from
 * everything else, and given one database.
 */
package dev.rehearsal.harness.library;
