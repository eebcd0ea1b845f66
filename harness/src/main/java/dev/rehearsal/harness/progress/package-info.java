/** How long-running stages tell a person where they are. Depends on nothing. */
package dev.rehearsal.harness.progress;
