package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.migration.Script;

/**
 * A version with the script that is run of it.
 *
 * @param before what the tool calls the version before it, or null if it is the first
 * @param script on the way forth its up script, on the way back its down script
 */
record Pending(Version version, String before, Script script) {}
