package dev.rehearsal.reports.recording;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.ACCESS_SHARE;
import static dev.rehearsal.reports.postgres.LockMode.ROW_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.ROW_SHARE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static dev.rehearsal.reports.recording.ProbeBuilder.custom;
import static dev.rehearsal.reports.recording.ProbeBuilder.read;
import static dev.rehearsal.reports.recording.ProbeBuilder.session;
import static dev.rehearsal.reports.recording.ProbeBuilder.write;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Hand-written recordings of the kinds that every reader of a recording must cope with. */
public final class SampleRecordings {

  /** The application name of the session that performs the migration. */
  public static final String REPLAY = "rehearse/replay";

  private static final long MS = TakeBuilder.MS;
  private static final String ORDERS = "public.orders";
  private static final String CUSTOMERS = "public.customers";

  private SampleRecordings() {}

  /** All of them, by name, in a fixed order. */
  public static Map<String, Recording> all() {
    Map<String, Recording> all = new TreeMap<>();
    all.put("passing", passing());
    all.put("empty", empty());
    all.put("failing", failing());
    all.put("convoy", convoy());
    all.put("failed-statement", failedStatement());
    all.put("aborted", aborted());
    all.put("concurrently", concurrently());
    all.put("big", big());
    all.put("hostile", hostile());
    all.put("complete", complete());
    return all;
  }

  /** SET NOT NULL with drills, way back, steps and rewrite. */
  public static Recording complete() {
    return CompleteRecording.make();
  }

  /** An empty migration under traffic: the negative control. */
  public static Recording empty() {
    return recording(
        "10ms",
        List.of(
            TakeBuilder.facts().build(),
            TakeBuilder.timing(1).build(),
            TakeBuilder.traffic(1)
                .probe(read("orders").build())
                .probe(write("orders").build())
                .build()));
  }

  /** SET NOT NULL in four safe steps: strong locks, but instant ones; the scan is under none. */
  public static Recording passing() {
    StatementBuilder add =
        statement(1, "ALTER TABLE orders ADD CONSTRAINT n CHECK (note IS NOT NULL) NOT VALID")
            .locks(ORDERS, ACCESS_EXCLUSIVE)
            .wal(1_204);
    StatementBuilder validate =
        statement(2, "ALTER TABLE orders VALIDATE CONSTRAINT n")
            .locks(ORDERS, SHARE_UPDATE_EXCLUSIVE)
            .scans(ORDERS)
            .wal(860);
    StatementBuilder set =
        statement(3, "ALTER TABLE orders ALTER COLUMN note SET NOT NULL")
            .locks(ORDERS, ACCESS_EXCLUSIVE)
            .wal(932);
    StatementBuilder drop =
        statement(4, "ALTER TABLE orders DROP CONSTRAINT n")
            .locks(ORDERS, ACCESS_EXCLUSIVE)
            .wal(744);
    List<StatementBuilder> all = List.of(add, validate, set, drop);
    return recording(
        "10ms",
        List.of(
            take(TakeBuilder.facts(), all, 1.9, 71.2, 1.4, 1.2).build(),
            take(TakeBuilder.timing(1), all, 1.11, 62.0, 0.91, 0.83).build(),
            take(TakeBuilder.timing(2), all, 1.02, 58.4, 0.88, 0.80).build(),
            take(TakeBuilder.timing(3), all, 1.30, 66.7, 1.02, 0.79).build(),
            take(TakeBuilder.traffic(1), all, 1.6, 80.0, 1.2, 1.1)
                .probe(read("orders").late(3000, 1.9).build())
                .probe(write("orders").build())
                .wait(session("orders read"), ORDERS, ACCESS_SHARE, 3000.4, 3001.5, REPLAY)
                .build()));
  }

  /** SET NOT NULL in one step, then CREATE INDEX: readers and writers wait behind both. */
  public static Recording failing() {
    StatementBuilder set =
        statement(1, "ALTER TABLE orders ALTER COLUMN note SET NOT NULL")
            .locks(ORDERS, ACCESS_EXCLUSIVE)
            .scans(ORDERS)
            .wal(1_020);
    StatementBuilder index =
        statement(2, "CREATE INDEX orders_note_idx ON orders (note)")
            .tag("CREATE INDEX")
            .locks(ORDERS, SHARE)
            .locksNewIndex("public.orders_note_idx", ORDERS, ACCESS_EXCLUSIVE)
            .scans(ORDERS)
            .builds("public.orders_note_idx")
            .wal(31_457_280)
            .grows(ORDERS, 31_457_280);
    List<StatementBuilder> all = List.of(set, index);
    return recording(
        "10ms",
        List.of(
            take(TakeBuilder.facts(), all, 420, 960).build(),
            take(TakeBuilder.timing(1), all, 398, 921).build(),
            take(TakeBuilder.timing(2), all, 405, 899).build(),
            take(TakeBuilder.timing(3), all, 441, 1004).build(),
            take(TakeBuilder.traffic(1), all, 412, 940)
                .probe(read("orders").lateFrom(3000, 3412).build())
                .probe(write("orders").lateFrom(3000, 3412).lateFrom(3450, 4352).build())
                .wait(session("orders read"), ORDERS, ACCESS_SHARE, 3000.6, 3414, REPLAY)
                .wait(session("orders write"), ORDERS, ROW_EXCLUSIVE, 3000.7, 3414, REPLAY)
                .wait(session("orders write"), ORDERS, ROW_EXCLUSIVE, 3450.3, 4355, REPLAY)
                .build()));
  }

  /** An instant ALTER TABLE that queues behind a long reader, and everybody behind it. */
  public static Recording convoy() {
    StatementBuilder add =
        statement(1, "ALTER TABLE orders ADD COLUMN channel text")
            .locks(ORDERS, ACCESS_EXCLUSIVE)
            .wal(1_400);
    String report = session("monthly report");
    return recording(
        "250ms",
        List.of(
            take(TakeBuilder.facts(), List.of(add), 1.4).build(),
            take(TakeBuilder.timing(1), List.of(add), 0.9).build(),
            take(TakeBuilder.traffic(1), List.of(add), 1802)
                .probe(custom("monthly report", "SELECT sum(total) FROM orders").build())
                .probe(read("orders").lateFrom(3050, 4802).build())
                .probe(write("orders").lateFrom(3050, 4802).build())
                .wait(REPLAY, ORDERS, ACCESS_EXCLUSIVE, 3000.5, 4801, report)
                .wait(session("orders read"), ORDERS, ACCESS_SHARE, 3050.4, 4804, REPLAY)
                .wait(session("orders write"), ORDERS, ROW_EXCLUSIVE, 3050.5, 4804, REPLAY)
                .build()));
  }

  /** One transaction whose second statement fails; the third never ran. */
  public static Recording failedStatement() {
    StatementBuilder add =
        statement(1, "ALTER TABLE orders ADD COLUMN region text")
            .transaction(1)
            .locks(ORDERS, ACCESS_EXCLUSIVE);
    StatementBuilder set =
        statement(2, "ALTER TABLE orders ALTER COLUMN region SET NOT NULL")
            .transaction(1)
            .inherits(ORDERS, ACCESS_EXCLUSIVE)
            .scans(ORDERS)
            .failed("23502", "column \"region\" of relation \"orders\" contains null values");
    StatementBuilder index = statement(3, "CREATE INDEX ON orders (region)").skipped();
    List<StatementBuilder> all = List.of(add, set, index);
    return recording(
        "1s",
        List.of(
            take(TakeBuilder.facts(), all, 1.4, 12.1, 0).build(),
            take(TakeBuilder.timing(1), all, 0.9, 11.0, 0).build(),
            take(TakeBuilder.traffic(1), all, 1.2, 14.0, 0)
                .probe(read("orders").build())
                .probe(write("orders").build())
                .build()));
  }

  /** Interrupted in its second timing take: no traffic take at all. */
  public static Recording aborted() {
    StatementBuilder add =
        statement(1, "ALTER TABLE orders ADD COLUMN region text").locks(ORDERS, ACCESS_EXCLUSIVE);
    Recording whole =
        recording(
            "1s",
            List.of(
                take(TakeBuilder.facts(), List.of(add), 1.4).build(),
                take(TakeBuilder.timing(1), List.of(add), 0.9).build(),
                TakeBuilder.timing(2).incomplete("interrupted by the user").build()));
    return new Recording(
        whole.format(),
        whole.tool(),
        whole.startedAt(),
        whole.seed(),
        "interrupted by the user",
        whole.request(),
        whole.server(),
        whole.machine(),
        whole.instrument(),
        whole.dataset(),
        whole.migration(),
        whole.takes(),
        whole.rewrite());
  }

  /** CREATE INDEX CONCURRENTLY in a container, with all budgets: facts sampled, nobody blocked. */
  public static Recording concurrently() {
    StatementBuilder build =
        statement(1, "CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note)")
            .tag("CREATE INDEX")
            .bare("cannot run in a transaction block, so its locks and work were sampled")
            .sampledLock(ORDERS, SHARE_UPDATE_EXCLUSIVE, 2 * MS)
            .scans(ORDERS)
            .builds("public.orders_note_idx")
            .phase("CREATE INDEX CONCURRENTLY", ORDERS, "building index: scanning table", 700 * MS)
            .grows(ORDERS, 31_457_280);
    Recording whole =
        recording(
            new Budgets(10 * MS, 30_000 * MS, 60_000 * MS),
            "warn",
            List.of(
                take(TakeBuilder.facts(), List.of(build), 1420).build(),
                take(TakeBuilder.timing(1), List.of(build), 1390).build(),
                take(TakeBuilder.timing(2), List.of(build), 1410).build(),
                take(TakeBuilder.traffic(1), List.of(build), 1600)
                    .probe(read("orders").build())
                    .probe(write("orders").build())
                    .wait(REPLAY, "virtualxid", null, SHARE, 3012, 3016, session("orders write"))
                    .build()));
    Server server =
        Server.of(
            "16.4",
            16,
            "container",
            "a container engine answered and the image was there",
            "postgres:16",
            "sha256:0f1e2d3c",
            Map.of("fsync", "on", "full_page_writes", "on"));
    return new Recording(
        whole.format(),
        whole.tool(),
        whole.startedAt(),
        whole.seed(),
        whole.aborted(),
        whole.request(),
        server,
        whole.machine(),
        whole.instrument(),
        whole.dataset(),
        whole.migration(),
        whole.takes(),
        whole.rewrite());
  }

  /** Two hundred statements in ten files and four probed tables. */
  public static Recording big() {
    List<StatementBuilder> all = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      String script = "migrations/V" + (100 + i / 20) + "__part.sql";
      boolean build = i % 10 == 0;
      StatementBuilder each =
          statement(
                  i,
                  build
                      ? "CREATE INDEX i" + i + " ON orders (c" + i + ")"
                      : "ALTER TABLE customers ADD COLUMN c" + i + " text")
              .at(script, i % 20 * 3 + 1)
              .wal(900 + i);
      all.add(
          build
              ? each.tag("CREATE INDEX")
                  .locks(ORDERS, SHARE)
                  .locksNewIndex("public.i" + i, ORDERS, ACCESS_EXCLUSIVE)
                  .scans(ORDERS)
                  .builds("public.i" + i)
                  .grows(ORDERS, 9_437_184)
              : each.locks(CUSTOMERS, ACCESS_EXCLUSIVE));
    }
    double[] millis = new double[200];
    Arrays.setAll(millis, i -> (i + 1) % 10 == 0 ? 120 + i : 0.8 + i % 7 * 0.1);
    TakeBuilder traffic = take(TakeBuilder.traffic(1), all, millis);
    ProbeBuilder orders = write("orders").seconds(12);
    double clock = 3000;
    for (int i = 0; i < 200; i++) {
      if ((i + 1) % 10 == 0) {
        orders.late(clock + 5, millis[i] - 4);
        traffic.wait(
            session("orders write"), ORDERS, ROW_EXCLUSIVE, clock + 5.2, clock + millis[i], REPLAY);
      }
      clock += millis[i] + 0.1;
    }
    return recording(
        "1s",
        List.of(
            take(TakeBuilder.facts(), all, millis).build(),
            take(TakeBuilder.timing(1), all, millis).build(),
            take(TakeBuilder.timing(2), all, millis).build(),
            take(TakeBuilder.timing(3), all, millis).build(),
            traffic
                .probe(read("orders").seconds(12).build())
                .probe(orders.build())
                .probe(read("customers").seconds(12).build())
                .probe(write("customers").seconds(12).build())
                .build()));
  }

  /** Text that tries to break out of every format a report can have. */
  public static Recording hostile() {
    String sql =
        "UPDATE \"we<i>rd\".\"a|b\" SET note = '</script><script>alert(1)</script>' -- ```\n"
            + "  , other = E'\\u0000\\x1b[31m|**bold**|[x](javascript:alert(1))' "
            + "WHERE a < b && c > 'ü – \u202e ' \t; /* ]]> &amp; */";
    String relation = "\"we<i>rd\".\"a|b\"";
    StatementBuilder update =
        statement(1, sql)
            .at("migrations/<img src=x onerror=alert(1)>&\"'.sql", 7)
            .tag("UPDATE")
            .locks(relation, ROW_EXCLUSIVE)
            .modifies(relation, 0, 500_000, 0)
            .notice("<b>notice</b> & \"quoted\" `ticks` | pipe")
            .wal(120_000_000);
    StatementBuilder fail =
        statement(2, "SELECT 1/0 AS \"</td><script>\"")
            .at("migrations/<img src=x onerror=alert(1)>&\"'.sql", 9)
            .failed(
                "22012", "division by zero in \"</code><script>alert(2)</script>\"\n| at ``` |");
    List<StatementBuilder> all = List.of(update, fail);
    String probe = "<script>alert(3)</script> | read";
    return recording(
        "1s",
        List.of(
            take(TakeBuilder.facts(), all, 4000, 1).build(),
            take(TakeBuilder.timing(1), all, 3900, 1).build(),
            take(TakeBuilder.traffic(1), all, 1500, 1)
                .probe(
                    custom(probe, "SELECT '<' FROM \"we<i>rd\".\"a|b\" FOR UPDATE")
                        .late(3100, 1400)
                        .error("22P05", 3)
                        .build())
                .wait(session(probe), "transactionid", null, SHARE, 3100.4, 4500, REPLAY)
                .wait(session(probe), "tuple", relation, ROW_SHARE, 3100.2, 3100.4, REPLAY)
                .build()));
  }

  /** A recording with the given takes; everything else is as a small rehearsal would have it. */
  /** The same with comments in the migration that answer for findings. */
  public static Recording suppressing(Recording plain, Suppression... suppressions) {
    Migration migration = plain.migration();
    return new Recording(
        plain.format(),
        plain.tool(),
        plain.startedAt(),
        plain.seed(),
        plain.aborted(),
        plain.request(),
        plain.server(),
        plain.machine(),
        plain.instrument(),
        plain.dataset(),
        new Migration(
            migration.runner(),
            migration.singleTransaction(),
            migration.scripts(),
            List.of(suppressions),
            migration.downScripts()),
        plain.takes(),
        plain.rewrite());
  }

  public static Recording recording(String maxStall, List<Take> takes) {
    return recording(new Budgets(nanos(maxStall), null, null), "error", takes);
  }

  public static Recording recording(Budgets budgets, String failOn, List<Take> takes) {
    return new Recording(
        Recording.FORMAT,
        new Tool("rehearse", "0.1.0"),
        Instant.parse("2026-11-22T08:30:00Z"),
        42,
        null,
        new Request(
            List.of("rehearse", "run", "--data", "shop", "migrations/"), budgets, failOn, false),
        Server.of(
            "18.6",
            18,
            "embedded",
            "no container engine answered",
            null,
            null,
            Map.of("fsync", "on", "full_page_writes", "on", "shared_buffers", "128MB")),
        new Machine("Linux 6.1", "amd64", "Example CPU @ 2.50GHz", 2, 24_696_061_952L, "17.0.19"),
        new Instrument(41, 180_000, 420_000, 70_000, 610_000),
        dataset(),
        new Migration("psql", false, scripts(takes), List.of(), List.of()),
        takes,
        null);
  }

  /** Adds the statements to a take, each with its time in milliseconds. */
  public static TakeBuilder take(
      TakeBuilder take, List<StatementBuilder> statements, double... millis) {
    for (int i = 0; i < statements.size(); i++) {
      take.run(statements.get(i), millis[i]);
    }
    return take;
  }

  private static Dataset dataset() {
    return new Dataset(
        "shop",
        "bundled shop at scale 1",
        1.0,
        9_400 * MS,
        List.of(),
        List.of(
            new Dataset.Table(ORDERS, 1_000_000, 141_557_760, 66_060_288),
            new Dataset.Table(CUSTOMERS, 200_000, 32_505_856, 10_485_760)));
  }

  private static List<SourceFile> scripts(List<Take> takes) {
    return takes.stream()
        .flatMap(take -> take.statements().stream())
        .map(StatementRun::script)
        .distinct()
        .map(
            path ->
                new SourceFile(
                    path,
                    RecordingFile.sha256(path.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
        .toList();
  }

  private static long nanos(String duration) {
    return duration.endsWith("ms")
        ? Long.parseLong(duration.replace("ms", "")) * MS
        : Long.parseLong(duration.replace("s", "")) * 1000 * MS;
  }
}
