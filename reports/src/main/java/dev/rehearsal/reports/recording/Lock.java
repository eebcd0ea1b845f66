package dev.rehearsal.reports.recording;

import dev.rehearsal.reports.postgres.LockMode;

/**
 * A lock on a relation that the migration's session held.
 *
 * @param relation {@code schema.name}
 * @param kind {@code table}, {@code partitioned table}, {@code index}, {@code partitioned index},
 *     {@code view}, {@code materialized view}, {@code sequence}, {@code toast} or {@code foreign
 *     table}
 * @param table for an index the table it is on, else null
 * @param mode the mode held
 * @param acquired whether this statement took it ({@code new} in the file); otherwise an earlier
 *     one of the same transaction did
 * @param preexisting whether the relation existed before the take
 * @param known how it is known
 * @param periodNanos how often it was looked for if sampled, else null
 */
public record Lock(
    String relation,
    String kind,
    String table,
    LockMode mode,
    boolean acquired,
    boolean preexisting,
    Known known,
    Long periodNanos) {}
