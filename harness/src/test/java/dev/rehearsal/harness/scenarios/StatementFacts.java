package dev.rehearsal.harness.scenarios;

import dev.rehearsal.reports.analysis.Finding;
import dev.rehearsal.reports.analysis.FindingKind;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Modified;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What can be said of a statement without saying a time.
 *
 * @param statement script and ordinal within it, such as {@code set-not-null.sql#1}
 * @param sqlState the server's code if it failed, else null
 * @param locks the strongest lock at its end on each table that existed before, own or kept from
 *     earlier in the transaction
 * @param findings the findings that count and need no traffic, by name, with the tables concerned
 */
record StatementFacts(
    String statement,
    String sqlState,
    SortedMap<String, LockMode> locks,
    List<String> scanned,
    List<String> rewritten,
    List<String> rebuilt,
    List<String> built,
    List<String> modified,
    SortedMap<String, List<String>> findings) {

  private static final Set<String> TABLES =
      Set.of("table", "partitioned table", "materialized view");

  private static final Set<String> NEED_TRAFFIC =
      Set.of(FindingKind.READS_BLOCKED.id(), FindingKind.WRITES_BLOCKED.id());

  StatementFacts {
    locks = Collections.unmodifiableSortedMap(new TreeMap<>(locks));
    findings = Collections.unmodifiableSortedMap(new TreeMap<>(findings));
  }

  /** Of a statement of which nothing is expected. */
  static StatementFacts none(String statement) {
    List<String> nothing = List.of();
    return new StatementFacts(
        statement,
        null,
        new TreeMap<>(),
        nothing,
        nothing,
        nothing,
        nothing,
        nothing,
        new TreeMap<>());
  }

  static StatementFacts of(String statement, StatementRun run, List<Finding> findings) {
    return new StatementFacts(
        statement,
        run.sqlState(),
        strongest(run),
        run.scanned(),
        run.rewritten(),
        run.rebuilt(),
        run.built(),
        run.modified().stream().map(Modified::relation).toList(),
        byName(findings));
  }

  private static SortedMap<String, LockMode> strongest(StatementRun run) {
    SortedMap<String, LockMode> strongest = new TreeMap<>();
    for (Lock lock : run.locks()) {
      if (lock.preexisting() && TABLES.contains(lock.kind())) {
        strongest.merge(lock.relation(), lock.mode(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
      }
    }
    return strongest;
  }

  private static SortedMap<String, List<String>> byName(List<Finding> findings) {
    SortedMap<String, List<String>> byName = new TreeMap<>();
    for (Finding finding : findings) {
      if (finding.counts() && !NEED_TRAFFIC.contains(finding.name())) {
        List<String> here = finding.relation() == null ? List.of() : List.of(finding.relation());
        byName.merge(finding.name(), here, StatementFacts::joined);
      }
    }
    return byName;
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).sorted().toList();
  }
}
