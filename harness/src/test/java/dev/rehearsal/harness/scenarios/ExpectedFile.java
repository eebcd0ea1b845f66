package dev.rehearsal.harness.scenarios;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.reports.postgres.LockMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A scenario's {@code expected.yaml}: for each form the statements that lock or do anything.
 *
 * @param since the first version that has what the scenario shows, or null
 */
record ExpectedFile(
    Integer since, List<Entry> unsafe, List<Entry> safe, List<Entry> control, Findings wayBack) {

  /**
   * The findings of rollback and drill takes, and those that depend on them, by form and name with
   * the tables concerned.
   */
  record Findings(SortedMap<String, List<String>> unsafe, SortedMap<String, List<String>> safe) {

    SortedMap<String, List<String>> form(Form form) {
      return form == Form.UNSAFE ? unsafe : safe;
    }
  }

  ExpectedFile {
    wayBack = wayBack == null ? new Findings(new TreeMap<>(), new TreeMap<>()) : wayBack;
  }

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .withConfigOverride(
              List.class,
              list -> list.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .withConfigOverride(
              SortedMap.class,
              map -> map.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
          .build();

  /**
   * One statement, on the versions from {@code since} to {@code until}; null is no bound.
   *
   * @param statement script and ordinal within it, such as {@code set-not-null.sql#1}
   * @param fails the SQLSTATE it fails with, or null
   * @param locks by table, the strongest mode as SQL spells it
   * @param findings by name, the tables concerned; those that need no traffic
   * @param betweenSteps by name, the severity; those that a steps take shows
   * @param underTraffic by name, the tables concerned; those that traffic is sure to show
   * @param inDrill by name, the tables concerned; those that a lock-queue drill is sure to show
   */
  record Entry(
      String statement,
      Integer since,
      Integer until,
      String fails,
      SortedMap<String, String> locks,
      List<String> scanned,
      List<String> rewritten,
      List<String> rebuilt,
      List<String> built,
      List<String> modified,
      SortedMap<String, List<String>> findings,
      SortedMap<String, String> betweenSteps,
      SortedMap<String, List<String>> underTraffic,
      SortedMap<String, List<String>> inDrill) {

    /** The names of all findings, whatever it takes to show them. */
    Set<String> allFindings() {
      Set<String> all = new TreeSet<>(findings.keySet());
      all.addAll(betweenSteps.keySet());
      all.addAll(underTraffic.keySet());
      all.addAll(inDrill.keySet());
      return all;
    }

    boolean on(int major) {
      return (since == null || major >= since) && (until == null || major <= until);
    }

    StatementFacts facts() {
      SortedMap<String, LockMode> modes = new TreeMap<>();
      locks.forEach((table, mode) -> modes.put(table, mode(mode)));
      return new StatementFacts(
          statement, fails, modes, scanned, rewritten, rebuilt, built, modified, findings);
    }

    private static LockMode mode(String sqlName) {
      return Arrays.stream(LockMode.values())
          .filter(mode -> mode.sqlName().equals(sqlName))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException("no lock mode: " + sqlName));
    }
  }

  static ExpectedFile of(Scenario scenario) {
    return read(scenario.files().get("expected.yaml"));
  }

  static ExpectedFile read(String text) {
    return YAML.readValue(text, ExpectedFile.class);
  }

  /** Whether a version has what the scenario shows. */
  boolean runsOn(int major) {
    return since == null || major >= since;
  }

  List<Entry> form(Form form) {
    return switch (form) {
      case UNSAFE -> unsafe;
      case SAFE -> safe;
      case CONTROL -> control;
    };
  }

  /** What is expected of a form on a version, by statement. */
  Map<String, Entry> on(Form form, int major) {
    Map<String, Entry> byStatement = new TreeMap<>();
    for (Entry entry : form(form)) {
      if (entry.on(major) && byStatement.put(entry.statement(), entry) != null) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "%s twice on %d", entry.statement(), major));
      }
    }
    return byStatement;
  }
}
