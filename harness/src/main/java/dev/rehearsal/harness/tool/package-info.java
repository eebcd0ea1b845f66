/**
 * What the user's own migration tool did, read from what passed through the proxy: its statements
 * with the same number in every take, its bookkeeping apart.
 */
package dev.rehearsal.harness.tool;
