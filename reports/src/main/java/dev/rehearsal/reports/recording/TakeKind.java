package dev.rehearsal.reports.recording;

/** What a take is for. Written in lower case in the file. */
public enum TakeKind {
  /** Nobody else connected, each statement wrapped and inspected; its times are never quoted. */
  FACTS,
  /** Nobody else connected, nothing done but keeping time; its times are the ones quoted. */
  TIMING,
  /** With the workload running. */
  TRAFFIC,
  /** With a scripted adversary. */
  DRILL,
  /** Up, then down. */
  ROLLBACK,
  /** Step by step, asking EXPLAIN and the application's statements in between. */
  STEPS,
  /** Two of the user's tool at once, as when two deploys start together. */
  RACE
}
