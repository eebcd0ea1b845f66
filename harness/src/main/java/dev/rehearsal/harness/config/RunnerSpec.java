package dev.rehearsal.harness.config;

/**
 * Which tool performs the migration, and which of its versions are pending.
 *
 * @param name of the tool, or null to recognise it
 * @param appliedTo the last version that is applied: it and those before it are run first; or null
 * @param from the first pending version: those before it are in what is loaded; or null
 * @param to the last pending version, or null for the last there is
 * @param all whether all are pending
 * @param tool how the tool itself is run, or null to perform its files as it would
 */
public record RunnerSpec(
    String name, String appliedTo, String from, String to, boolean all, ToolSpec tool) {

  /** To recognise the tool; the last version is pending. */
  public static final RunnerSpec DEFAULT = new RunnerSpec(null, null, null, null, false, null);

  /** Whether it says which versions are pending, which plain SQL files do not have. */
  public boolean selects() {
    return appliedTo != null || from != null || to != null || all;
  }
}
