/**
 * What a rehearsal observed, in order, with nothing computed. {@link
 * dev.rehearsal.reports.recording.Recording} is the root; {@link
 * dev.rehearsal.reports.recording.RecordingFile} reads and writes {@code recording.json}.
 *
 * <p>All times are nanoseconds on one monotonic clock; inside a take they count from the take's
 * start. Relations are written {@code schema.name}.
 */
package dev.rehearsal.reports.recording;
