package dev.rehearsal.reports.recording;

import java.util.ArrayList;
import java.util.List;

/** What a hand-written steps take was told. */
public final class StepsBuilder {

  private final List<Steps.Estimate> estimates = new ArrayList<>();
  private final List<Steps.NoEstimate> withoutEstimate = new ArrayList<>();
  private final List<Steps.Calibration> calibrations = new ArrayList<>();
  private final List<Steps.Version> versions = new ArrayList<>();
  private final List<Integer> checkedAfter = new ArrayList<>();
  private final List<Steps.QueryFailure> failures = new ArrayList<>();

  private StepsBuilder() {}

  public static StepsBuilder steps() {
    return new StepsBuilder();
  }

  /** A version with one query, {@code read}. */
  public StepsBuilder version(String name) {
    return version(name, false);
  }

  public StepsBuilder derived() {
    return version("derived", true);
  }

  private StepsBuilder version(String name, boolean derived) {
    versions.add(new Steps.Version(name, derived, List.of(new Steps.Query("read", "SELECT 1"))));
    return this;
  }

  public StepsBuilder checkedAfter(Integer... statements) {
    checkedAfter.addAll(List.of(statements));
    return this;
  }

  public StepsBuilder fails(String version, int after, String sqlState) {
    return failure(version, Steps.How.FRESH, after, sqlState);
  }

  /** Only on a session that had prepared it. */
  public StepsBuilder failsOnce(String version, int after, String sqlState) {
    return failure(version, Steps.How.PREPARED, after, sqlState);
  }

  private StepsBuilder failure(String version, Steps.How how, int after, String sqlState) {
    failures.add(new Steps.QueryFailure(version, "read", how, after, sqlState, "no such thing"));
    return this;
  }

  /** An estimate of the statement itself. */
  public StepsBuilder estimate(int statement, String work, double cost, double rows) {
    estimates.add(new Steps.Estimate(statement, work, null, "UPDATE t", true, cost, rows, null));
    return this;
  }

  /** An estimate of a query that reads a table in the statement's place. */
  public StepsBuilder estimate(
      int statement, String work, String table, double cost, double rows, long actualRows) {
    String sql = "SELECT 1 FROM ONLY " + table;
    estimates.add(new Steps.Estimate(statement, work, table, sql, false, cost, rows, actualRows));
    return this;
  }

  public StepsBuilder none(int statement, String why) {
    withoutEstimate.add(new Steps.NoEstimate(statement, why));
    return this;
  }

  public StepsBuilder calibrated(String work, double nanosPerCost, double nanosPerRow) {
    calibrations.add(new Steps.Calibration(work, nanosPerCost, nanosPerRow));
    return this;
  }

  public Steps build() {
    return new Steps(estimates, withoutEstimate, calibrations, versions, checkedAfter, failures);
  }
}
