package dev.rehearsal.harness.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.watch.View.Held;
import dev.rehearsal.harness.watch.View.Progress;
import dev.rehearsal.harness.watch.View.Session;
import dev.rehearsal.harness.watch.View.Waiting;
import dev.rehearsal.reports.postgres.LockMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewTextTest {

  private static final long MS = 1_000_000;

  @Test
  void showsTheQueueAsATree() {
    assertThat(
            ViewText.lines(
                view(
                    List.of(
                        new Waiting(2, "ACCESS EXCLUSIVE on public.orders", 800 * MS, List.of(1)),
                        new Waiting(3, "ACCESS SHARE on public.orders", 700 * MS, List.of(2)),
                        new Waiting(
                            4, "ROW EXCLUSIVE on public.orders", 600 * MS, List.of(1, 2))))))
        .containsExactly(
            "migration  runs 1.2 s: ALTER TABLE orders ADD x int",
            "holds      SHARE on public.customers",
            "waiting    rehearse/adversary, idle in transaction 2 s",
            "             └ the migration waits 800 ms for ACCESS EXCLUSIVE on public.orders",
            "               └ rehearse/probe/orders read waits 700 ms for ACCESS SHARE on public.orders",
            "               └ pid 4 waits 600 ms for ROW EXCLUSIVE on public.orders",
            "progress   CREATE INDEX on public.orders: building index, 45 %");
  }

  @Test
  void aDeadlockIsShownOnce() {
    List<String> lines =
        ViewText.lines(
            view(
                List.of(new Waiting(2, "A", MS, List.of(3)), new Waiting(3, "B", MS, List.of(2)))));
    assertThat(lines).filteredOn(line -> line.contains("waits")).hasSize(2);
  }

  @Test
  void theShapeIsTheSameWhileOnlyTimePasses() {
    assertThat(ViewText.shape(view(List.of(new Waiting(2, "A", MS, List.of(1))))))
        .isEqualTo(ViewText.shape(view(List.of(new Waiting(2, "A", 99 * MS, List.of(1))))))
        .isNotEqualTo(ViewText.shape(view(List.of(new Waiting(2, "B", MS, List.of(1))))));
  }

  @Test
  void foreignTextCannotMoveTheCursor() {
    View hostile =
        new View(
            List.of(
                new Session(
                    2, "take", View.MIGRATION, "active", 0, 0, "SELECT\u001b[2J\n'\u202e\u2028x'")),
            false,
            List.of(),
            List.of(),
            List.of());
    assertThat(ViewText.lines(hostile)).first().isEqualTo("migration  runs 0 ms: SELECT [2J ' x'");
  }

  @Test
  void manyWaitersAreCounted() {
    List<Waiting> many =
        java.util.stream.IntStream.range(10, 60)
            .mapToObj(pid -> new Waiting(pid, "A", MS, List.of(1)))
            .toList();
    assertThat(ViewText.lines(view(many))).hasSizeLessThan(22).anyMatch(l -> l.contains("36 more"));
  }

  private static View view(List<Waiting> waits) {
    return new View(
        List.of(
            new Session(1, "take", "rehearse/adversary", "idle in transaction", 0, 2000 * MS, ""),
            new Session(
                2,
                "take",
                View.MIGRATION,
                "active",
                1200 * MS,
                0,
                "ALTER TABLE orders\n ADD x int"),
            new Session(3, "take", "rehearse/probe/orders read", "active", 700 * MS, 0, "SELECT")),
        false,
        List.of(new Held("public.customers", LockMode.SHARE)),
        waits,
        List.of(new Progress("CREATE INDEX", "public.orders", "building index", 45, 100)));
  }
}
