package dev.rehearsal.harness.database;

import dev.rehearsal.harness.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** An embedded server's data directory: made by initdb, served by pg_ctl. */
final class DataDirectory {
  private static final Duration INITDB = Duration.ofMinutes(2);
  private static final Duration START = Duration.ofMinutes(1);

  private static final String OUTPUT = "output";

  private final RunDirectory run;
  private final Path binaries;
  private final ServerAccount account;

  DataDirectory(RunDirectory run, Path binaries, ServerAccount account) {
    this.run = run;
    this.binaries = binaries;
    this.account = account;
  }

  /**
   * Makes the directory, still empty, and chooses the account that the server will run as.
   *
   * @throws Problem if there is none
   */
  static DataDirectory make(RunDirectory run, Path binaries)
      throws IOException, InterruptedException {
    Files.createDirectory(run.data());
    ServerAccount account = ServerAccount.choose(binaries, run.data(), run.path().resolve(OUTPUT));
    return new DataDirectory(run, binaries, account);
  }

  /**
   * Runs initdb. The password goes through a file that only the server's account can read and that
   * is gone afterwards, never through a command line.
   */
  void initialize(String password) throws IOException, InterruptedException {
    Path passwordFile = PrivateFile.create(run.path().resolve("password"));
    try {
      account.give(passwordFile);
      Files.writeString(passwordFile, password);
      Command.Result result = initdb(passwordFile).run(output(), INITDB);
      if (result.exitCode() != 0) {
        throw StartProblem.of("initdb failed", result.output(), run.path());
      }
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  private Command initdb(Path passwordFile) {
    return account.command(
        program("initdb"),
        "--pgdata=" + run.data(),
        "--username=" + Cluster.SUPERUSER,
        "--pwfile=" + passwordFile,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync");
  }

  /**
   * Starts the server and waits until it answers.
   *
   * @return false if the port is taken
   * @throws Problem if it does not start for another reason
   */
  boolean start(SortedMap<String, String> settings, int port)
      throws IOException, InterruptedException {
    SortedMap<String, String> all = new TreeMap<>(settings);
    all.put("listen_addresses", "127.0.0.1");
    all.put("port", Integer.toString(port));
    all.put("unix_socket_directories", "");
    Path file = run.data().resolve("postgresql.conf");
    Path original = run.data().resolve("postgresql.conf.initdb");
    if (!Files.exists(original)) {
      Files.copy(file, original);
    }
    ConfigurationFile.write(file, Files.readString(original), all);
    PrivateFile.replace(run.log());
    account.give(run.log());
    if (pgCtlStart().run(output(), START.plusSeconds(10)).exitCode() == 0) {
      return true;
    }
    String log = LogTail.of(run.log());
    if (log.contains("could not bind")) {
      return false;
    }
    throw StartProblem.of(
        "the server did not start", log.isEmpty() ? LogTail.of(output()) : log, run.path());
  }

  /** Makes a session of its own for the server, so that Ctrl-C at our terminal is not for it. */
  private Command pgCtlStart() {
    return account.command(
        program("pg_ctl"),
        "start",
        "--wait",
        "--silent",
        "--timeout=" + START.toSeconds(),
        "--pgdata=" + run.data(),
        "--log=" + run.log());
  }

  private String program(String name) {
    return binaries.resolve("bin").resolve(name).toString();
  }

  private Path output() {
    return run.path().resolve(OUTPUT);
  }
}
