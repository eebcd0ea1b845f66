package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.migration.Statement;

/**
 * One statement of the safer form.
 *
 * @param original index of the statement that it comes from
 * @param deploy the deploy that it belongs to, from 1
 * @param sql its text, with literals
 * @param kind how it has to be sent
 * @param copyData what follows a COPY … FROM STDIN, else null
 * @param patience how long it may wait for a lock
 * @param why what it does for safety; null if it is the original's own
 */
record PlannedStep(
    int original,
    int deploy,
    String sql,
    Statement.Kind kind,
    String copyData,
    Patience patience,
    String why) {

  /** The same with so many deploys before it. */
  PlannedStep later(int deploys) {
    return new PlannedStep(original, deploy + deploys, sql, kind, copyData, patience, why);
  }

  /** How long a step may wait for its locks. */
  enum Patience {
    /** Others queue behind it while it waits: it gives up soon. */
    SHORT,
    /** Nobody queues behind it, or giving up would leave a mess. */
    LONG,
    /** As the migration has it. */
    AS_IS
  }
}
