package dev.rehearsal.harness.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A user of this machine, as in {@code /etc/passwd}. */
record PasswdEntry(String name, int uid, int gid) {

  /**
   * The users that a server may run as, best first. Postgres looks its user up, so that a bare
   * number will not do; {@code nobody} owns nothing that the server could harm.
   */
  static List<PasswdEntry> unprivileged() throws IOException {
    Path passwd = Path.of("/etc/passwd");
    List<String> lines =
        Files.exists(passwd) ? Files.readAllLines(passwd, StandardCharsets.ISO_8859_1) : List.of();
    List<PasswdEntry> users = new ArrayList<>();
    for (String name : List.of("nobody", "postgres", "daemon")) {
      for (String line : lines) {
        if (line.startsWith(name + ":")) {
          users.add(parse(line));
        }
      }
    }
    return users;
  }

  private static PasswdEntry parse(String line) {
    String[] fields = line.split(":", -1);
    return new PasswdEntry(fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3]));
  }
}
