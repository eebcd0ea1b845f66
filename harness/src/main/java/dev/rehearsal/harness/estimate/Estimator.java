package dev.rehearsal.harness.estimate;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Steps;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Estimates one statement after the other, each before it runs. Used by one thread. */
public final class Estimator {

  private final UnaryOperator<String> masking;
  private final List<Steps.Estimate> estimates = new ArrayList<>();
  private final List<Steps.NoEstimate> without = new ArrayList<>();

  /**
   * @param masking makes SQL text fit for the recording
   */
  public Estimator(UnaryOperator<String> masking) {
    this.masking = masking;
  }

  /**
   * What the facts take saw of a statement.
   *
   * @param before the schema before it, or null if it was not read
   * @param after the schema after it, or null if it was not read
   */
  public record Seen(StatementRun run, Catalog before, Catalog after) {}

  /**
   * Asks before a statement, in a transaction of its own or under a savepoint, which is undone.
   *
   * @param seen null without a facts take
   * @throws SQLException if the session or the server is lost
   */
  public void before(Statement statement, Seen seen, Session session) throws SQLException {
    if (statement.kind() != Statement.Kind.PLAIN) {
      none(
          statement,
          statement.kind() == Statement.Kind.TRANSACTION_CONTROL
              ? "it only begins or ends a transaction"
              : "COPY from a file has no plan");
      return;
    }
    Explain explain = new Explain(session);
    Plan plan = explain.statement(statement.sql());
    if (plan != null && !hidesWork(plan, seen)) {
      Work work = writes(plan, seen) ? Work.ROWS_INSERTED : plan.work();
      estimates.add(
          new Steps.Estimate(
              statement.index(),
              work.words(),
              null,
              masking.apply(statement.sql()),
              true,
              plan.cost(),
              plan.rows(),
              null));
    } else if (seen == null) {
      none(statement, "EXPLAIN does not know it, and no facts take told what it does");
    } else {
      byProxies(statement, seen, explain);
    }
  }

  /** CREATE TABLE AS: a query whose rows are stored in something new. */
  private static boolean writes(Plan plan, Seen seen) {
    return plan.work() == Work.QUERY
        && seen != null
        && seen.before() != null
        && seen.after().objects().size() > seen.before().objects().size();
  }

  /** A plan says nothing of what a function does that it calls. */
  private static boolean hidesWork(Plan plan, Seen seen) {
    if (seen == null || plan.work() != Work.QUERY) {
      return false;
    }
    StatementRun run = seen.run();
    boolean changed = !run.modified().isEmpty() && !writes(plan, seen);
    return changed
        || !run.built().isEmpty()
        || !run.rebuilt().isEmpty()
        || !run.rewritten().isEmpty();
  }

  private void byProxies(Statement statement, Seen seen, Explain explain) throws SQLException {
    if (!seen.run().modified().isEmpty()) {
      none(statement, "it changes rows inside a block or function, where EXPLAIN does not look");
      return;
    }
    if (seen.before() == null) {
      none(statement, "the facts take could not look at what it does");
      return;
    }
    List<Proxy> proxies = new ProxyQueries(seen.before(), seen.after(), seen.run()).all();
    int told = estimates.size();
    for (Proxy proxy : proxies) {
      proxy(statement, proxy, explain);
    }
    if (proxies.isEmpty()) {
      none(statement, "it reads and writes no rows of a table that existed before");
    } else if (estimates.size() == told) {
      none(statement, "the server would not explain the query whose work it does");
    }
  }

  private void proxy(Statement statement, Proxy proxy, Explain explain) throws SQLException {
    String sql = proxy.sql();
    Plan plan = explain.inPlaceOf(sql);
    if (plan == null && proxy.plainer() != null) {
      sql = proxy.plainer();
      plan = explain.inPlaceOf(sql);
    }
    if (plan == null) {
      return;
    }
    Plan whole = explain.inPlaceOf("SELECT 1 FROM ONLY " + proxy.tableSql());
    estimates.add(
        new Steps.Estimate(
            statement.index(),
            proxy.work().words(),
            proxy.table(),
            masking.apply(sql),
            false,
            plan.cost(),
            whole == null ? plan.rows() : whole.rows(),
            whole == null ? null : explain.count(proxy.tableSql())));
  }

  private void none(Statement statement, String why) {
    without.add(new Steps.NoEstimate(statement.index(), why));
  }

  public List<Steps.Estimate> estimates() {
    return List.copyOf(estimates);
  }

  public List<Steps.NoEstimate> withoutEstimate() {
    return List.copyOf(without);
  }
}
