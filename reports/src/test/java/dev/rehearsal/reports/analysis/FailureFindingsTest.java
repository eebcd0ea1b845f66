package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailureFindingsTest {

  @Test
  void aDeadlockIsNotTheStatementsMistake() {
    Finding finding = only(1, "40P01", "deadlock detected");
    assertThat(finding.evidence()).contains("40P01", "in traffic take 1");
    assertThat(finding.remedy()).contains("Take the strongest lock before anything else");
  }

  @Test
  void anEndedWaitIsRunAgain() {
    assertThat(only(1, "55P03", "canceling statement due to lock timeout").remedy())
        .endsWith("run it again.");
  }

  @Test
  void anythingElseIsToBeCorrected() {
    assertThat(only(1, "23502", "contains null values").remedy())
        .startsWith("Correct the statement");
  }

  @Test
  void saysWhetherAnythingStays() {
    assertThat(only(1, "40P01", "deadlock detected").effect())
        .endsWith("nothing was committed before it");
    assertThat(only(2, "40P01", "deadlock detected").effect())
        .endsWith("what was committed before it stays");
  }

  /** Of a migration whose statement with this index fails under traffic alone. */
  private static Finding only(int failing, String sqlState, String message) {
    TakeBuilder facts = TakeBuilder.facts();
    TakeBuilder traffic = TakeBuilder.traffic(1);
    for (int each = 1; each <= failing; each++) {
      StatementBuilder fine = statement(each, "ALTER TABLE orders ADD x int");
      facts.run(fine, 1);
      traffic.run(
          each == failing
              ? statement(each, "ALTER TABLE orders ADD x int").failed(sqlState, message)
              : fine,
          1);
    }
    return Analysis.of(recording("1s", List.of(facts.build(), traffic.build())), "")
        .findings()
        .stream()
        .filter(finding -> finding.name().equals("statement-failed"))
        .findFirst()
        .orElseThrow();
  }
}
