package dev.rehearsal.reports.analysis;

/** How much a finding matters, most first. Written in lower case. */
public enum Severity {
  ERROR,
  WARN,
  INFO
}
