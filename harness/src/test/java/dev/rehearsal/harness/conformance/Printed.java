package dev.rehearsal.harness.conformance;

import dev.rehearsal.harness.database.Login;

/** What a tool prints, without what is another in each run. */
final class Printed {

  private Printed() {}

  /** Without durations, times of day, ports, the database's name and what turns while one waits. */
  static String steady(String output, Login login) {
    return output
        .replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "HOST")
        .replace(login.database(), "DATABASE")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d[ T]", "")
        .replaceAll("\\d\\d:\\d\\d(:\\d\\d([.,]\\d+)?)?", "TIME")
        .replaceAll("\\d+(\\.\\d+)?\\s?(ms|s|µs)\\b", "DURATION")
        .replaceAll("\\[[\\u2800-\\u28ff]] applying migrations\\.\\.\\.", "")
        .strip();
  }
}
