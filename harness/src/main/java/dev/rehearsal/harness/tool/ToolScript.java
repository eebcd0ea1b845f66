package dev.rehearsal.harness.tool;

import dev.rehearsal.harness.migration.Literals;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.proxy.Exchange;
import dev.rehearsal.harness.replay.Facts;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.replay.StatementRuns;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Wait;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the tool sent, as the first take saw it. It gives a statement the same number in all takes:
 * the n-th of its text, values left out, is the n-th in every take. Used by one thread.
 */
public final class ToolScript {

  private static final String SENT_AS_ONE =
      "the tool sent it together with the statement before it, so that its time counts from there";

  private final Masking masking;
  private final List<Line> lines = new ArrayList<>();
  private boolean known;

  /** A statement of the first take; bookkeeping has no number. */
  private record Line(String key, String session, Statement statement, boolean changes) {}

  /**
   * What one take recorded.
   *
   * @param statements the migration's own, in order
   * @param bookkeeping the tool's own, in order
   * @param difference how it was other than the first take, one clause, or null
   */
  public record Read(
      List<StatementRun> statements, List<StatementRun> bookkeeping, String difference) {}

  public ToolScript(Masking masking) {
    this.masking = masking;
  }

  /**
   * Reads one take.
   *
   * @param exchanges in the order in which they were sent
   * @param canceled the tool's waits that this program ended
   */
  public Read read(List<Exchange> exchanges, List<Wait> canceled) {
    List<StatementRun> runs = new ArrayList<>();
    List<StatementRun> own = new ArrayList<>();
    List<String> strange = new ArrayList<>();
    Map<String, Deque<Line>> expected = expected();
    Map<String, Long> answered = new HashMap<>();
    Bookkeeping bookkeeping = new Bookkeeping(exchanges);
    Tries tries = new Tries(exchanges, each -> !bookkeeping.has(each), canceled);
    for (Exchange each : exchanges) {
      if (tries.inVain(each) && !bookkeeping.has(each)) {
        continue;
      }
      Line line = known ? next(expected, each, bookkeeping) : learn(each, bookkeeping);
      if (line == null) {
        strange.add(Literals.mask(each.sql()));
        continue;
      }
      StatementRun run = run(line.statement(), each, answered.getOrDefault(each.session(), 0L));
      String before = line.statement().bookkeeping() ? null : tries.before(each);
      (line.statement().bookkeeping() ? own : runs).add(before == null ? run : run.withGap(before));
      answered.put(each.session(), each.performed().answer().endedNanos());
    }
    known = true;
    failAtCommit(runs, own);
    String missing = skip(runs, left(expected));
    return new Read(runs, own, difference(strange, missing));
  }

  /**
   * The number that the first take gave to the first statement of this text; 0 for those that were
   * seen to change nothing.
   */
  int number(String sql) {
    String key = key(sql);
    return lines.stream()
        .filter(line -> line.key().equals(key) && line.changes())
        .findFirst()
        .map(line -> line.statement().index())
        .orElse(Statement.BOOKKEEPING);
  }

  private Map<String, Deque<Line>> expected() {
    Map<String, Deque<Line>> expected = new HashMap<>();
    lines.forEach(
        line -> expected.computeIfAbsent(line.key(), any -> new ArrayDeque<>()).add(line));
    return expected;
  }

  private Line learn(Exchange exchange, Bookkeeping bookkeeping) {
    int numbered = (int) lines.stream().filter(line -> !line.statement().bookkeeping()).count();
    Line line = line(exchange, bookkeeping.has(exchange) ? Statement.BOOKKEEPING : numbered + 1);
    lines.add(line);
    return line;
  }

  private static Line line(Exchange exchange, int index) {
    Statement statement =
        new Statement(
            index,
            exchange.session().replace("tool/", "connection "),
            exchange.ordinal(),
            exchange.sql(),
            Statement.Kind.PLAIN,
            null);
    return new Line(
        key(exchange.sql()), exchange.session(), statement, changes(exchange.performed().facts()));
  }

  private static boolean changes(Facts facts) {
    return facts == null
        || !facts.changes().isEmpty()
        || !facts.modified().isEmpty()
        || !facts.replaced().isEmpty()
        || facts.gaps().contains(StatementRun.SCHEMA_UNREAD);
  }

  /** Null if the first take had no such statement and it is not bookkeeping. */
  private static Line next(
      Map<String, Deque<Line>> expected, Exchange exchange, Bookkeeping bookkeeping) {
    Deque<Line> candidates = expected.get(key(exchange.sql()));
    if (candidates != null && !candidates.isEmpty()) {
      return candidates.poll();
    }
    return bookkeeping.has(exchange) ? line(exchange, Statement.BOOKKEEPING) : null;
  }

  private static String key(String sql) {
    return Literals.mask(sql).replaceAll("\\s+", " ").strip();
  }

  /** Of statements that come as one, the server keeps the answers until it is done with all. */
  private StatementRun run(Statement statement, Exchange exchange, long answeredBefore) {
    StatementRun run =
        StatementRuns.of(
            statement, exchange.session(), exchange.transaction(), exchange.performed(), masking);
    return run.startedNanos() < answeredBefore ? run.withGap(SENT_AS_ONE) : run;
  }

  /** A COMMIT that fails, as with a deferred constraint, fails the last statement before it. */
  private static void failAtCommit(List<StatementRun> runs, List<StatementRun> own) {
    for (StatementRun commit : own) {
      if (commit.outcome() != Outcome.FAILED || !commit.sql().matches("(?is)(commit|end)\\b.*")) {
        continue;
      }
      runs.stream()
          .filter(run -> commit.transaction().equals(run.transaction()))
          .max(Comparator.comparingLong(StatementRun::startedNanos))
          .ifPresent(
              last ->
                  runs.set(
                      runs.indexOf(last),
                      StatementRuns.failed(last, commit.sqlState(), commit.message())));
    }
  }

  private static List<Line> left(Map<String, Deque<Line>> expected) {
    return expected.values().stream()
        .flatMap(Deque::stream)
        .filter(line -> !line.statement().bookkeeping())
        .sorted(Comparator.comparingInt(line -> line.statement().index()))
        .toList();
  }

  /** What was not sent because something failed was skipped; else it is missing. */
  private String skip(List<StatementRun> runs, List<Line> left) {
    boolean stopped = runs.stream().anyMatch(run -> run.outcome() != Outcome.OK);
    left.forEach(
        line -> runs.add(StatementRuns.skipped(line.statement(), line.session(), masking)));
    return stopped || left.isEmpty() ? null : "did not send " + left.get(0).statement().place();
  }

  private static String difference(List<String> strange, String missing) {
    if (strange.isEmpty()) {
      return missing == null ? null : "the tool " + missing + ", as it did in the first take";
    }
    return "the tool sent "
        + strange.size()
        + " statements that it did not send in the first take, such as: "
        + strange.get(0);
  }
}
