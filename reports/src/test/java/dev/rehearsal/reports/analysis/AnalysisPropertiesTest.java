package dev.rehearsal.reports.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.ProbeBuilder;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.SampleRecordings;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeBuilder;
import dev.rehearsal.reports.recording.TakeKind;
import dev.rehearsal.reports.recording.Wait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds for every recording, tried on random ones. */
class AnalysisPropertiesTest {

  private static final String[] TABLES = {"orders", "customers"};
  private static final int RECORDINGS = 150;

  @Test
  void stallsNeverExceedWaiting() {
    forEachRecording(
        (recording, analysis) -> {
          long longest =
              recording.takes(TakeKind.TRAFFIC).stream()
                  .flatMap(take -> take.probes().stream())
                  .flatMap(probe -> probe.late().stream())
                  .mapToLong(ProbeRun.Late::waitedNanos)
                  .max()
                  .orElse(0);
          assertThat(analysis.longestStallNanos()).isBetween(0L, longest);
          analysis.statements().stream()
              .flatMap(statement -> statement.stalls().values().stream())
              .forEach(stall -> assertThat(stall).isBetween(1L, analysis.longestStallNanos()));
        });
  }

  @Test
  void theVerdictIsNeverGreenWhileEvidenceIsMissing() {
    forEachRecording(
        (recording, analysis) -> {
          if (!analysis.missing().isEmpty()) {
            assertThat(analysis.verdict()).isIn(Verdict.FAIL, Verdict.INCONCLUSIVE);
          }
        });
  }

  @Test
  void theSameRecordingGivesTheSameAnalysisInWhateverOrderItsWaitsCome() {
    Random random = new Random(3);
    forEachRecording(
        (recording, analysis) -> {
          Recording shuffled = withShuffledWaits(recording, random);
          assertThat(Analysis.of(shuffled, "")).isEqualTo(analysis);
          assertThat(ResultFile.bytes(Analysis.of(shuffled, "")))
              .isEqualTo(ResultFile.bytes(analysis));
        });
  }

  @Test
  void everyWaitForTheMigrationIsInExactlyOneEpisode() {
    forEachRecording(
        (recording, analysis) -> {
          List<Integer> statements =
              analysis.episodes().stream()
                  .map(Episode::statement)
                  .filter(statement -> statement != null)
                  .toList();
          assertThat(statements).doesNotHaveDuplicates();
          assertThat(analysis.episodes())
              .allMatch(episode -> episode.fromNanos() <= episode.toNanos())
              .extracting(Episode::number)
              .isSorted();
        });
  }

  private interface Check {
    void on(Recording recording, Analysis analysis);
  }

  private static void forEachRecording(Check check) {
    Random random = new Random(11);
    for (int i = 0; i < RECORDINGS; i++) {
      Recording recording = random(random);
      check.on(recording, Analysis.of(recording, ""));
    }
    SampleRecordings.all().values().stream()
        .filter(recording -> !recording.takes(TakeKind.TRAFFIC).isEmpty())
        .forEach(recording -> check.on(recording, Analysis.of(recording, "")));
  }

  private static Recording random(Random random) {
    List<StatementBuilder> statements = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    for (int i = 1; i <= count; i++) {
      StatementBuilder each = StatementBuilder.statement(i, "ALTER TABLE t" + i);
      each.transaction(1 + random.nextInt(i));
      String table = "public." + TABLES[random.nextInt(TABLES.length)];
      each.locks(table, LockMode.values()[random.nextInt(8)]);
      if (random.nextBoolean()) {
        each.scans(table);
      }
      statements.add(each);
    }
    double[] millis = random.doubles(count, 0.1, 400).toArray();
    TakeBuilder traffic = SampleRecordings.take(TakeBuilder.traffic(1), statements, millis);
    List<String> sessions = new ArrayList<>(List.of(SampleRecordings.REPLAY, "stranger"));
    for (String table : TABLES) {
      ProbeBuilder probe = ProbeBuilder.read(table);
      for (double due = 3000; due < 4000; due += 50) {
        if (random.nextInt(3) > 0) {
          probe.late(due, 1 + random.nextInt(600));
        }
      }
      traffic.probe(random.nextInt(10) == 0 ? probe.silentInBaseline().build() : probe.build());
      sessions.add(ProbeBuilder.session(table + " read"));
    }
    for (int i = 0; i < random.nextInt(12); i++) {
      wait(traffic, sessions, random);
    }
    Take facts = SampleRecordings.take(TakeBuilder.facts(), statements, millis).build();
    return SampleRecordings.recording("100ms", List.of(facts, traffic.build()));
  }

  private static void wait(TakeBuilder traffic, List<String> sessions, Random random) {
    String session = sessions.get(random.nextInt(sessions.size()));
    List<String> blockers = new ArrayList<>(sessions);
    blockers.remove(session);
    Collections.shuffle(blockers, random);
    double from = 3000 + random.nextInt(1000);
    traffic.wait(
        session,
        random.nextInt(4) == 0 ? "transactionid" : "relation",
        random.nextInt(4) == 0 ? null : "public." + TABLES[random.nextInt(2)],
        LockMode.values()[random.nextInt(8)],
        from,
        from + random.nextInt(500),
        blockers.subList(0, random.nextInt(blockers.size())).toArray(String[]::new));
  }

  private static Recording withShuffledWaits(Recording recording, Random random) {
    List<Take> takes =
        recording.takes().stream()
            .map(
                take -> {
                  List<Wait> waits = new ArrayList<>(take.waits());
                  Collections.shuffle(waits, random);
                  return new Take(
                      take.kind(),
                      take.number(),
                      take.incomplete(),
                      take.phases(),
                      take.statements(),
                      take.transactions(),
                      take.probes(),
                      waits,
                      take.observer(),
                      take.queueDrills(),
                      take.cancelDrill(),
                      take.wayBack(),
                      take.steps());
                })
            .toList();
    return recording.withTakes(takes).withRewrite(recording.rewrite());
  }
}
