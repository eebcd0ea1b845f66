package dev.rehearsal.reports.recording;

import static dev.rehearsal.reports.postgres.LockMode.ACCESS_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.ACCESS_SHARE;
import static dev.rehearsal.reports.postgres.LockMode.ROW_EXCLUSIVE;
import static dev.rehearsal.reports.postgres.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static dev.rehearsal.reports.recording.TakeBuilder.MS;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** SET NOT NULL with everything that a rehearsal can add: drills, way back, steps and rewrite. */
final class CompleteRecording {

  private static final String ORDERS = "public.orders";

  private CompleteRecording() {}

  static Recording make() {
    Recording plain = SampleRecordings.recording("50ms", original());
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
            "flyway",
            false,
            plain.migration().scripts(),
            List.of(
                new Suppression(
                    "work-under-lock",
                    1,
                    "migrations/V42__orders.sql",
                    1,
                    "2026-12-31",
                    "the table is small in production")),
            List.of(
                new DownFile(
                    "migrations/V42__orders.down.sql",
                    "ab".repeat(32),
                    "migrations/V42__orders.sql")),
            "named by --runner",
            List.of(
                new Batch(
                    Grouping.STATEMENTS,
                    List.of(new Batch.Part("migrations/V42__orders.sql", "42", "41", 1, 1)))),
            "flyway -url={jdbc-url} migrate"),
        plain.takes(),
        rewrite());
  }

  private static List<Take> original() {
    List<StatementBuilder> set =
        List.of(
            statement(1, "ALTER TABLE orders ALTER COLUMN note SET NOT NULL")
                .locks(ORDERS, ACCESS_EXCLUSIVE)
                .scans(ORDERS)
                .changes(column(false, true))
                .wal(1_020));
    List<Take> takes = new ArrayList<>(takes(set, 400));
    takes.add(queueDrill(1, set, null, null, new QueueDrill.Try(3000 * MS, 4400 * MS, null)));
    takes.add(
        queueDrill(
            2,
            set,
            25 * MS,
            null,
            new QueueDrill.Try(3000 * MS, 3025 * MS, "55P03"),
            new QueueDrill.Try(4000 * MS, 4400 * MS, null)));
    takes.add(queueDrill(3, set, 25 * MS, "an example of why a statement cannot be drilled"));
    takes.add(cancelDrill());
    takes.add(wayBack(set));
    takes.add(WayBackTakes.timed(2, down()));
    takes.add(steps(set));
    return takes;
  }

  private static List<Take> takes(List<StatementBuilder> statements, double... millis) {
    return List.of(
        SampleRecordings.take(TakeBuilder.facts(), statements, millis).build(),
        SampleRecordings.take(TakeBuilder.timing(1), statements, millis).build(),
        SampleRecordings.take(TakeBuilder.traffic(1), statements, millis)
            .probe(
                ProbeBuilder.custom("orders of v1", "INSERT INTO orders (id) VALUES ($1)")
                    .version("v1")
                    .error("23502", 3)
                    .build())
            .build());
  }

  private static SchemaChange column(boolean before, boolean after) {
    return new SchemaChange(
        "column", ORDERS + ".note", ORDERS, properties(before), properties(after));
  }

  private static TreeMap<String, String> properties(boolean notNull) {
    return new TreeMap<>(Map.of("type", "text", "not null", notNull ? "yes" : "no"));
  }

  private static Take queueDrill(
      int number,
      List<StatementBuilder> statements,
      Long lockTimeoutNanos,
      String gap,
      QueueDrill.Try... tries) {
    boolean retries = lockTimeoutNanos != null;
    QueueDrill drill =
        new QueueDrill(
            1,
            ORDERS,
            "long read",
            "rehearse/adversary",
            ACCESS_SHARE,
            1000 * MS,
            retries ? 250 * MS : null,
            2000 * MS,
            lockTimeoutNanos,
            retries ? 200 * MS : null,
            List.of(tries),
            List.of(new QueueDrill.Hold(2990 * MS, 4000 * MS)),
            gap);
    double released = retries ? 3025 : 4000;
    return SampleRecordings.take(TakeBuilder.drill(number), statements, 1400)
        .drilled(drill)
        .probe(ProbeBuilder.read("orders").lateFrom(3050, released).build())
        .wait(
            SampleRecordings.REPLAY,
            ORDERS,
            ACCESS_EXCLUSIVE,
            3000.2,
            released,
            "rehearse/adversary")
        .wait(
            ProbeBuilder.session("orders read"),
            ORDERS,
            ACCESS_SHARE,
            3050.3,
            released,
            SampleRecordings.REPLAY)
        .build();
  }

  private static Take cancelDrill() {
    Take plain =
        SampleRecordings.take(
                TakeBuilder.timing(1),
                List.of(
                    statement(1, "ALTER TABLE orders ALTER COLUMN note SET NOT NULL")
                        .failed("57014", "canceling statement due to user request")),
                200)
            .build();
    CancelDrill drill =
        new CancelDrill(
            1,
            "cancel",
            200 * MS,
            201 * MS,
            "57014",
            List.of(new CancelDrill.Left("invalid index", ORDERS + "_note_idx", ORDERS, null)),
            List.of(column(false, true)),
            new CancelDrill.Rerun(
                1,
                "42710",
                "constraint already exists",
                List.of(new CancelDrill.Left("rows changed", ORDERS, ORDERS, 1000L))));
    return of(TakeKind.DRILL, plain, drill, null, null);
  }

  private static Take down() {
    return SampleRecordings.take(
            TakeBuilder.facts(),
            List.of(
                statement(1, "ALTER TABLE orders ALTER COLUMN note DROP NOT NULL")
                    .at("migrations/V42__orders.down.sql", 1)
                    .locks(ORDERS, ACCESS_EXCLUSIVE)),
            2)
        .build();
  }

  private static Take wayBack(List<StatementBuilder> up) {
    Take plain = SampleRecordings.take(TakeBuilder.timing(1), up, 400).build();
    Take down = down();
    WayBack back =
        new WayBack(
            true,
            down.statements(),
            down.transactions(),
            new WayBack.Comparison(
                List.of(
                    new SchemaChange(
                        "constraint",
                        ORDERS + ".left_over",
                        ORDERS,
                        new TreeMap<>(),
                        properties(true))),
                List.of(ORDERS),
                List.of(new WayBack.RowsChanged(ORDERS, 1000, 999L, List.of("note"))),
                List.of("an example of a gap")));
    return of(TakeKind.ROLLBACK, plain, null, back, null);
  }

  private static Take steps(List<StatementBuilder> statements) {
    List<StatementBuilder> both =
        List.of(statements.get(0), statement(2, "SELECT 1").tag("SELECT"));
    Take plain = SampleRecordings.take(TakeBuilder.timing(1), both, 400, 0.1).build();
    Steps steps =
        new Steps(
            List.of(
                new Steps.Estimate(
                    1,
                    "scan",
                    ORDERS,
                    "SELECT 1 FROM ONLY public.orders WHERE note IS NULL",
                    false,
                    18_334.0,
                    1_000_000,
                    1_000_000L)),
            List.of(new Steps.NoEstimate(2, "it touches no table that existed before")),
            List.of(new Steps.Calibration("scan", 3_600.0, 0)),
            List.of(
                new Steps.Version(
                    "v1",
                    false,
                    List.of(
                        new Steps.Query("insert order", "INSERT INTO orders (id) VALUES ($1)"))),
                new Steps.Version(
                    "v2",
                    false,
                    List.of(
                        new Steps.Query(
                            "insert order", "INSERT INTO orders (id, note) VALUES ($1, $2)")))),
            List.of(0, 1),
            List.of(
                new Steps.QueryFailure(
                    "v1",
                    "insert order",
                    Steps.How.FRESH,
                    1,
                    "23502",
                    "null value in column \"note\"")));
    return of(TakeKind.STEPS, plain, null, null, steps);
  }

  private static Rewrite rewrite() {
    String add =
        "ALTER TABLE orders ADD CONSTRAINT orders_note_set CHECK (note IS NOT NULL) NOT VALID";
    String validate = "ALTER TABLE orders VALIDATE CONSTRAINT orders_note_set";
    List<StatementBuilder> safe =
        List.of(
            statement(1, add).at("rewrite/1.sql", 1).locks(ORDERS, ACCESS_EXCLUSIVE),
            statement(2, validate)
                .at("rewrite/2.sql", 1)
                .locks(ORDERS, SHARE_UPDATE_EXCLUSIVE)
                .scans(ORDERS));
    return new Rewrite(
        List.of(
            new Rewrite.Step(1, 1, 1, "rewrite/1.sql", add, "binds new rows without a scan"),
            new Rewrite.Step(2, 1, 1, "rewrite/2.sql", validate, "scans under a weak lock")),
        List.of(new Rewrite.Unchanged(1, "an example of a statement without a safer form")),
        1,
        List.of("a failure after step 1 leaves a constraint that is not validated"),
        List.of("an example of a difference"),
        takes(safe, 3, 380));
  }

  private static Take of(TakeKind kind, Take take, CancelDrill cancel, WayBack back, Steps steps) {
    return new Take(
        kind,
        take.number(),
        take.incomplete(),
        take.phases(),
        take.statements(),
        take.transactions(),
        take.probes(),
        take.waits(),
        take.observer(),
        List.of(),
        cancel,
        back,
        steps,
        List.of(
            statement(0, "INSERT INTO flyway_schema_history VALUES (?)")
                .locks("public.flyway_schema_history", ROW_EXCLUSIVE)
                .facts(0, 1000)),
        tool(0),
        new Race(
            List.of(
                new Race.Runner(tool(0), List.of(1), null),
                new Race.Runner(tool(1), List.of(), "42P07 relation exists"))));
  }

  private static ToolRun tool(int exitCode) {
    return new ToolRun(
        exitCode,
        "Successfully applied 1 migration",
        List.of(new ToolRun.Connection("tool/1", "Flyway by Redgate")),
        List.of(new ToolRun.Unfinished("flyway", "public.flyway_schema_history", "2")));
  }
}
