package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds tables that the migration locked against readers or writers while no probe was there to
 * notice. A probe of the user's own counts for every table that its text names.
 */
final class ProbeCoverage {

  private final LockFacts locks;
  private final List<ProbeRun> probes;

  ProbeCoverage(Evidence evidence) {
    Recording recording = evidence.recording();
    this.locks = evidence.locks();
    this.probes =
        recording.takes(TakeKind.TRAFFIC).stream().map(Take::probes).flatMap(List::stream).toList();
  }

  /** One sentence for each table without a probe that its strongest lock would stop. */
  List<String> gaps() {
    Map<String, LockMode> strongest = new TreeMap<>();
    locks.statements().forEach(statement -> collect(statement.index(), strongest));
    return strongest.entrySet().stream()
        .filter(entry -> probes.stream().noneMatch(p -> stops(p, entry.getKey(), entry.getValue())))
        .map(
            entry ->
                "no probe would have noticed "
                    + entry.getValue().sqlName()
                    + " on "
                    + entry.getKey()
                    + "; name a statement for it in a workload file")
        .toList();
  }

  private void collect(int statement, Map<String, LockMode> strongest) {
    for (Map.Entry<String, Lock> entry : locks.blocking(statement).entrySet()) {
      strongest.merge(
          entry.getKey(), entry.getValue().mode(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
    }
  }

  /** Whether a lock on the table makes the probe wait. */
  static boolean stops(ProbeRun probe, String table, LockMode mode) {
    boolean uses = probe.relation() == null ? names(probe, table) : probe.relation().equals(table);
    return uses && (Stalls.reads(probe) ? mode.blocksReads() : mode.blocksWrites());
  }

  private static boolean names(ProbeRun probe, String table) {
    String name = table.substring(table.indexOf('.') + 1).replace("\"", "");
    return List.of(probe.sql().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_$]+"))
            .contains(name.toLowerCase(Locale.ROOT))
        || probe.sql().contains(table);
  }
}
