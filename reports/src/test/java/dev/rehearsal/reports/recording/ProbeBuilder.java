package dev.rehearsal.reports.recording;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * A probe of a hand-written traffic take that fires every 50 ms for {@code seconds}. Firings wait
 * about a millisecond, except those that {@link #late} names.
 */
public final class ProbeBuilder {
  private static final long MS = TakeBuilder.MS;
  private static final long PERIOD = 50 * MS;
  private static final long BUCKET = 100 * MS;

  private final String name;
  private final String kind;
  private final String relation;
  private final String sql;
  private final List<ProbeRun.Late> late = new ArrayList<>();
  private final TreeMap<String, Long> errors = new TreeMap<>();
  private boolean silentInBaseline;
  private String version;
  private long seconds = 6;
  private long omitted;

  private ProbeBuilder(String name, String kind, String relation, String sql) {
    this.name = name;
    this.kind = kind;
    this.relation = relation;
    this.sql = sql;
  }

  /** Reads one row of {@code public.<table>} by key. */
  public static ProbeBuilder read(String table) {
    String sql = "SELECT * FROM public." + table + " WHERE id = $1";
    return new ProbeBuilder(table + " read", "read", "public." + table, sql);
  }

  /** Writes one row of {@code public.<table>} by key. */
  public static ProbeBuilder write(String table) {
    String sql = "UPDATE public." + table + " SET note = note WHERE id = $1";
    return new ProbeBuilder(table + " write", "write", "public." + table, sql);
  }

  public static ProbeBuilder custom(String name, String sql) {
    return new ProbeBuilder(name, "custom", null, sql);
  }

  /** The application name of a probe's session. */
  public static String session(String probe) {
    return "rehearse/probe/" + probe;
  }

  /** A delayed firing, answered; times in milliseconds. */
  public ProbeBuilder late(double due, double waited) {
    return late(due, waited, "answered");
  }

  public ProbeBuilder late(double due, double waited, String outcome) {
    late.add(new ProbeRun.Late(Math.round(due * MS), Math.round(waited * MS), outcome));
    return this;
  }

  /** All firings due from one time on, each released at another: how one session queues up. */
  public ProbeBuilder lateFrom(double firstDue, double released) {
    for (double due = firstDue; due < released; due += 50) {
      late(due, released - due + 1);
    }
    return this;
  }

  public ProbeBuilder error(String sqlState, long times) {
    errors.put(sqlState, times);
    return this;
  }

  public ProbeBuilder silentInBaseline() {
    silentInBaseline = true;
    return this;
  }

  /** Belongs to a version of the application. */
  public ProbeBuilder version(String name) {
    version = name;
    return this;
  }

  public ProbeBuilder seconds(long seconds) {
    this.seconds = seconds;
    return this;
  }

  public ProbeBuilder omitted(long firings) {
    omitted = firings;
    return this;
  }

  public ProbeRun build() {
    List<ProbeRun.Late> firings = firings();
    long timedOut = firings.stream().filter(each -> each.outcome().equals("timed out")).count();
    long refused = errors.values().stream().mapToLong(Long::longValue).sum();
    long due = firings.size();
    late.sort(Comparator.comparingLong(ProbeRun.Late::dueNanos));
    return new ProbeRun(
        name,
        session(name),
        kind,
        relation,
        version,
        sql,
        PERIOD,
        5000 * MS,
        due,
        due - timedOut - refused,
        timedOut,
        refused,
        errors,
        phases(firings),
        histogram(firings),
        series(firings),
        late,
        omitted);
  }

  private List<ProbeRun.Late> firings() {
    Random random = new Random(name.hashCode());
    TreeMap<Long, ProbeRun.Late> byDue = new TreeMap<>();
    for (long due = 0; due < seconds * 1000 * MS; due += PERIOD) {
      long waited = MS / 2 + Math.round(Math.abs(random.nextGaussian()) * 400_000);
      byDue.put(due, new ProbeRun.Late(due, waited, "answered"));
    }
    late.forEach(each -> byDue.put(each.dueNanos() / PERIOD * PERIOD, each));
    return List.copyOf(byDue.values());
  }

  private List<ProbeRun.PhaseCount> phases(List<ProbeRun.Late> firings) {
    long[] bounds = {0, 1000 * MS, 3000 * MS, (seconds - 1) * 1000 * MS, Long.MAX_VALUE};
    String[] names = {"settle", "baseline", "replay", "drain"};
    List<ProbeRun.PhaseCount> counts = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      long from = bounds[i];
      long to = bounds[i + 1];
      List<ProbeRun.Late> inside =
          firings.stream().filter(each -> each.dueNanos() >= from && each.dueNanos() < to).toList();
      boolean silent = silentInBaseline && names[i].equals("baseline");
      long timedOut =
          silent
              ? inside.size()
              : inside.stream().filter(each -> each.outcome().equals("timed out")).count();
      counts.add(
          new ProbeRun.PhaseCount(
              names[i],
              inside.size(),
              inside.size() - timedOut,
              timedOut,
              0,
              0,
              histogram(silent ? List.of() : inside)));
    }
    return counts;
  }

  private List<ProbeRun.Bucket> series(List<ProbeRun.Late> firings) {
    List<ProbeRun.Bucket> buckets = new ArrayList<>();
    for (long from = 0; from < seconds * 1000 * MS; from += BUCKET) {
      long start = from;
      long end = from + BUCKET;
      List<ProbeRun.Late> due =
          firings.stream().filter(f -> f.dueNanos() >= start && f.dueNanos() < end).toList();
      long completed =
          firings.stream()
              .filter(f -> f.outcome().equals("answered"))
              .mapToLong(f -> f.dueNanos() + f.waitedNanos())
              .filter(answered -> answered >= start && answered < end)
              .count();
      List<Long> waits =
          due.stream()
              .filter(f -> f.outcome().equals("answered"))
              .map(ProbeRun.Late::waitedNanos)
              .sorted()
              .toList();
      Long max = due.stream().map(ProbeRun.Late::waitedNanos).max(Long::compare).orElse(null);
      buckets.add(
          new ProbeRun.Bucket(
              start,
              end,
              due.size(),
              completed,
              waits.isEmpty() ? null : waits.get(waits.size() / 2),
              max,
              due.size() - waits.size()));
    }
    return buckets;
  }

  private static String histogram(List<ProbeRun.Late> firings) {
    Histogram histogram = new Histogram(60_000 * MS, 3);
    firings.stream()
        .filter(each -> each.outcome().equals("answered"))
        .forEach(each -> histogram.recordValue(each.waitedNanos()));
    ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
    int length = histogram.encodeIntoCompressedByteBuffer(buffer);
    byte[] bytes = new byte[length];
    buffer.rewind();
    buffer.get(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
