package dev.rehearsal.reports.recording;

/** How a fact is known. Written in lower case in the file. */
public enum Known {
  /** Read from the server while it could not change. */
  EXACT,
  /** Seen by looking again and again; what is shorter than the period may be missed. */
  SAMPLED
}
