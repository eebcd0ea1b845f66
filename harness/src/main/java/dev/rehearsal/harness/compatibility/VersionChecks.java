package dev.rehearsal.harness.compatibility;

import dev.rehearsal.reports.postgres.SqlState;
import dev.rehearsal.reports.recording.Steps.How;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries every statement of every version: freshly prepared, and on a session that had prepared it
 * before the migration, as a connection pool has. Everything is rolled back; only sequences
 * advance. Used by one thread.
 */
public final class VersionChecks {

  private static final String CHANGED_RESULT = "0A000";

  private final List<AppVersion> versions;
  private final Session fresh;
  private final Session pooled;

  /**
   * @param fresh and {@code pooled}: in autocommit, for nothing else; they belong to the caller
   */
  public VersionChecks(List<AppVersion> versions, Connection fresh, Connection pooled) {
    this.versions = List.copyOf(versions);
    this.fresh = new Session(fresh);
    this.pooled = new Session(pooled);
  }

  public List<AppVersion> versions() {
    return versions;
  }

  /**
   * A statement that did not work.
   *
   * @param failure of the server
   */
  public record Failed(String version, String query, How how, SQLException failure) {}

  /**
   * Tries everything; while no transaction of the migration is open, or this waits for its locks.
   *
   * @throws SQLException if a session or the server is lost
   */
  public List<Failed> run() throws SQLException {
    List<Failed> failed = new ArrayList<>();
    int number = 0;
    for (AppVersion version : versions) {
      for (AppVersion.Query query : version.queries()) {
        add(failed, version, query, How.FRESH, tryFresh(query));
        add(failed, version, query, How.PREPARED, tryPooled("q" + number++, query));
      }
    }
    return failed;
  }

  private static void add(
      List<Failed> failed, AppVersion version, AppVersion.Query query, How how, SQLException why)
      throws SQLException {
    if (why == null || query.expected().contains(why.getSQLState())) {
      return;
    }
    if (SqlState.surroundingsFailed(why.getSQLState())) {
      throw why;
    }
    failed.add(new Failed(version.name(), query.name(), how, why));
  }

  private SQLException tryFresh(AppVersion.Query query) throws SQLException {
    SQLException failure = fresh.prepare("fresh", query.sql());
    if (failure == null) {
      failure = fresh.executeAndRollBack("fresh", query.values());
      fresh.forget("fresh");
    }
    return failure;
  }

  /** A statement that cannot be prepared yet, or whose result has changed, is prepared again. */
  private SQLException tryPooled(String name, AppVersion.Query query) throws SQLException {
    if (!pooled.knows(name)) {
      SQLException failure = pooled.prepare(name, query.sql());
      if (failure != null) {
        return failure;
      }
    }
    SQLException failure = pooled.executeAndRollBack(name, query.values());
    if (failure != null && CHANGED_RESULT.equals(failure.getSQLState())) {
      pooled.forget(name);
    }
    return failure;
  }
}
