package dev.rehearsal.harness.conformance;

/** How a tool gets to the server. */
enum Way {
  DIRECT,
  WATCHED,
  INSPECTED
}
