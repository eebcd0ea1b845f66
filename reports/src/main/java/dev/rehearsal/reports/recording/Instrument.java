package dev.rehearsal.reports.recording;

/**
 * What the instrument resolves, measured on this machine and server before the first take.
 *
 * @param timerNanos smallest step of the clock
 * @param roundTripNanos median of {@code SELECT 1}
 * @param roundTripP99Nanos 99th percentile of the same
 * @param jitterNanos median lateness of a scheduled event
 * @param jitterP99Nanos 99th percentile of the same
 */
public record Instrument(
    long timerNanos,
    long roundTripNanos,
    long roundTripP99Nanos,
    long jitterNanos,
    long jitterP99Nanos) {}
