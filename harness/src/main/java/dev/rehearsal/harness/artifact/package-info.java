/** Fetches what is not part of this program from where the user's Maven does. */
package dev.rehearsal.harness.artifact;
