package dev.rehearsal.harness.database;

import com.sun.security.auth.module.UnixSystem;
import dev.rehearsal.harness.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The operating system's account that the embedded server runs under. Postgres refuses to run as
 * root (main.c, {@code check_root}), so root hands its commands to another account.
 *
 * @param prefix what every command starts with; empty when the program's own account will do
 * @param uid the account that must own the data directory, or -1 to leave files as they are
 * @param gid its group, or -1
 */
record ServerAccount(List<String> prefix, int uid, int gid) {
  private static final Duration PROBE = Duration.ofSeconds(20);
  private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

  ServerAccount {
    prefix = List.copyOf(prefix);
  }

  /** Whether this program runs with user id 0. */
  static boolean isRoot() {
    return uidOfThisProgram() == 0;
  }

  /** The user id that this program runs with, or -1 where there are none. */
  static long uidOfThisProgram() {
    return WINDOWS ? -1 : new UnixSystem().getUid();
  }

  /**
   * The first account that can run the binaries and enter the data directory. Gives it the
   * directory.
   *
   * @param binaries a directory with {@code bin/postgres}
   * @param output a file for what the attempts print
   * @throws Problem if there is none
   */
  static ServerAccount choose(Path binaries, Path dataDirectory, Path output)
      throws IOException, InterruptedException {
    List<ServerAccount> candidates = candidates();
    if (candidates.size() == 1) {
      return candidates.get(0);
    }
    List<String> failures = new ArrayList<>();
    for (ServerAccount candidate : candidates) {
      candidate.give(dataDirectory);
      String failure = candidate.probe(binaries, dataDirectory, output);
      if (failure == null) {
        return candidate;
      }
      failures.add(candidate.prefix.get(0) + ": " + failure);
    }
    throw new Problem(
        Problem.Kind.CANNOT_REHEARSE,
        "postgres does not run as root and no way was found to run it as another user ("
            + String.join("; ", failures)
            + "); run rehearse as a normal user or with --provider container");
  }

  /** Best first. */
  static List<ServerAccount> candidates() throws IOException {
    if (!isRoot()) {
      return List.of(new ServerAccount(List.of(), -1, -1));
    }
    List<ServerAccount> candidates = new ArrayList<>();
    for (PasswdEntry user : PasswdEntry.unprivileged()) {
      List<String> setpriv =
          List.of(
              "setpriv", "--reuid=" + user.uid(), "--regid=" + user.gid(), "--clear-groups", "--");
      candidates.add(new ServerAccount(setpriv, user.uid(), user.gid()));
      candidates.add(
          new ServerAccount(List.of("runuser", "-u", user.name(), "--"), user.uid(), user.gid()));
    }
    // In a fresh user namespace we are nobody, while outside the files still belong to root.
    candidates.add(new ServerAccount(List.of("unshare", "-U", "--"), 0, 0));
    return candidates;
  }

  /** Null if the account will do, else why not. */
  String probe(Path binaries, Path dataDirectory, Path output)
      throws IOException, InterruptedException {
    String script = "cd \"$0\" && exec \"$1\" --version";
    Path postgres = binaries.resolve("bin/postgres");
    try {
      Command.Result result =
          command("sh", "-c", script, dataDirectory.toString(), postgres.toString())
              .run(output, PROBE);
      return result.exitCode() == 0 ? null : result.lastLine();
    } catch (Command.NotStarted e) {
      return e.getMessage();
    }
  }

  /** The command, to be run as this account. */
  Command command(String... words) {
    List<String> line = new ArrayList<>(prefix);
    line.addAll(List.of(words));
    return new Command(line);
  }

  /** Makes this account the owner of a file. */
  void give(Path path) throws IOException {
    if (uid >= 0) {
      Files.setAttribute(path, "unix:uid", uid);
      Files.setAttribute(path, "unix:gid", gid);
    }
  }
}
