/**
 * A wire-protocol proxy in front of a take's database, through which a migration tool works as it
 * would with any server. Watches what passes, or inspects each statement before its transaction
 * ends.
 */
package dev.rehearsal.harness.proxy;
