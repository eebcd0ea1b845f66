package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.Wait;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What sentences call statements, sessions and locks. */
final class Labels {

  private static final Set<String> SAME_EVERYWHERE = Set.of("migration.sql", "up.sql", "down.sql");

  private final Map<Integer, String> statements = new HashMap<>();
  private final Map<String, String> probes = new HashMap<>();

  Labels(Recording recording) {
    for (Take take : recording.takes()) {
      for (StatementRun each : take.statements()) {
        statements.putIfAbsent(
            each.index(),
            "statement " + each.index() + " (" + file(each.script()) + ":" + each.line() + ")");
      }
      for (ProbeRun each : take.probes()) {
        probes.putIfAbsent(each.session(), each.name());
      }
    }
  }

  /** Such as {@code statement 1 (V42.sql:3)}. */
  String statement(int index) {
    return statements.getOrDefault(index, "statement " + index);
  }

  /** The probe's name for the session of a probe, the session's own name for others. */
  String session(String session) {
    return probes.getOrDefault(session, session);
  }

  /** The sessions' labels as a list in prose. */
  String sessions(List<String> names) {
    return names.stream().map(this::session).distinct().sorted().collect(Collectors.joining(", "));
  }

  boolean probe(String session) {
    return probes.containsKey(session);
  }

  /** Such as {@code V42.down.sql:3}. */
  static String place(StatementRun run) {
    return file(run.script()) + ":" + run.line();
  }

  /** Such as {@code timing take 2}. */
  static String take(Take take) {
    return take.kind().name().toLowerCase(Locale.ROOT) + " take " + take.number();
  }

  /** What a session waited for, such as {@code ACCESS SHARE on public.orders}. */
  static String wanted(Wait wait) {
    return switch (wait.lockType()) {
      case "transactionid" ->
          wait.relation() == null ? "the end of a transaction" : "a row" + on(wait);
      case "virtualxid" -> "the end of older transactions";
      case "tuple" -> "a row" + on(wait);
      default ->
          (wait.mode() == null ? "a " + wait.lockType() + " lock" : wait.mode().sqlName())
              + on(wait);
    };
  }

  private static String on(Wait wait) {
    return wait.relation() == null ? "" : " on " + wait.relation();
  }

  /** The file's name, with its directory where tools give all files the same name. */
  static String file(String path) {
    String name = after(separator(path, path.length()), path);
    int directory = separator(path, path.length() - name.length() - 1);
    return SAME_EVERYWHERE.contains(name) ? after(directory, path) : name;
  }

  private static String after(int separator, String path) {
    return path.substring(separator + 1);
  }

  private static int separator(String path, int before) {
    return Math.max(path.lastIndexOf('/', before - 1), path.lastIndexOf('\\', before - 1));
  }
}
