package dev.rehearsal.harness.cli;

import picocli.CommandLine.Option;

/** What is performed, and what passes. {@link FlagChoices} reads the values. */
final class RehearsalOptions {

  @Option(
      names = "--takes",
      paramLabel = "KINDS",
      description =
          "Which takes, and how often. facts: exact locks and work of each statement; timing: times"
              + " without any observer; traffic: with an application's statements alongside; drill:"
              + " with somebody in the way of each strong lock, once as written and so often with a"
              + " lock timeout and retries, then cut short and run again; rollback: up, then down, if"
              + " there are down scripts; steps: estimates and application versions between"
              + " statements; race: two of the tool at once."
              + " Default: facts,timing:3,traffic:1,drill:1,rollback:2,steps:1;"
              + " with --command or --in-process facts,timing:3,traffic:1,race:1.")
  private String takes;

  @Option(
      names = "--drill",
      paramLabel = "KEY=VALUE,…",
      description =
          "How the lock queue is drilled: hold, free, tries, pause, lock-timeout, adversary (auto,"
              + " long-read or idle-in-transaction). Default: free=250ms,tries=20,pause=200ms,"
              + " adversary=auto, hold and lock-timeout after --max-stall.")
  private String drill;

  @Option(
      names = "--rewrite",
      negatable = true,
      description =
          "Derive a safer form of the migration and rehearse it too, on the same data. Default: not;"
              + " in a demo, for the unsafe form.")
  private Boolean rewrite;

  @Option(
      names = "--workload",
      paramLabel = "FILE",
      description = "The traffic (workload.yaml). Default: reads and writes by primary key.")
  private String workload;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "What dataset and traffic draw their numbers from. Default: 1.")
  private String seed;

  @Option(
      names = "--max-stall",
      paramLabel = "DURATION",
      description =
          "How long a lock may make one application statement wait (e.g. 250ms). Default: 1s.")
  private String maxStall;

  @Option(
      names = "--max-statement",
      paramLabel = "DURATION",
      description = "How long one statement of the migration may take. Default: no limit.")
  private String maxStatement;

  @Option(
      names = "--max-total",
      paramLabel = "DURATION",
      description = "How long the whole migration may take. Default: no limit.")
  private String maxTotal;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      description = "The weakest finding that fails: error, warn or never. Default: error.")
  private String failOn;

  @Option(
      names = "--show-literals",
      negatable = true,
      description = "Keep literals of the SQL in recording and reports. Default: masked.")
  private Boolean showLiterals;
}
