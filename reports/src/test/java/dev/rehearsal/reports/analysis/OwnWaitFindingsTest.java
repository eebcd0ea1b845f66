package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeBuilder;
import dev.rehearsal.reports.recording.ToolRun;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnWaitFindingsTest {

  private static final String INDEX = "CREATE INDEX CONCURRENTLY i ON orders (gift_note)";

  @Test
  void findsAStatementThatWaitedForTheToolAlone() {
    List<Finding> findings = of(canceled(), "rehearse/tool");

    assertThat(findings).hasSize(1);
    assertThat(findings.get(0).severity()).isEqualTo(Severity.ERROR);
    assertThat(findings.get(0).statement()).isEqualTo(1);
    assertThat(findings.get(0).evidence()).contains("rehearse/tool", "virtualxid");
  }

  @Test
  void theVerdictSaysThatAndNotThatItWasCanceled() {
    Analysis analysis = Analysis.of(recorded(canceled(), "rehearse/tool"), "");

    assertThat(analysis.sentence())
        .startsWith("FAIL: statement 1")
        .contains("never ends in a deploy")
        .doesNotContain("57014");
  }

  @Test
  void findsWhatTheToolSaysForItselfToo() {
    Take facts =
        TakeBuilder.facts()
            .run(statement(1, "REASSIGN OWNED BY a TO b"), 50)
            .run(statement(0, "INSERT INTO history VALUES (1)").failed("57014", "canceled"), 2100)
            .wait("rehearse/replay", "relation", null, null, 90, 2100, "rehearse/tool")
            .build();
    Take split =
        new Take(
            facts.kind(),
            facts.number(),
            "the tool ended with exit code 1",
            facts.phases(),
            List.of(facts.statements().get(0)),
            facts.transactions(),
            facts.probes(),
            facts.waits(),
            facts.observer(),
            facts.queueDrills(),
            null,
            null,
            null,
            List.of(facts.statements().get(1)),
            new ToolRun(1, "", List.of(new ToolRun.Connection("rehearse/tool", "flyway"))),
            null);

    Analysis analysis = Analysis.of(recording("1s", List.of(split)), "");

    assertThat(analysis.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(analysis.findings())
        .filteredOn(finding -> finding.name().equals("runner-blocks-itself"))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.statement()).isEqualTo(1);
              assertThat(finding.evidence()).contains("(INSERT INTO history VALUES (1)) waited");
            });
  }

  @Test
  void blamesNobodyForAWaitForTheApplicationToo() {
    assertThat(of(canceled(), "rehearse/tool", "rehearse/probe/orders")).isEmpty();
    assertThat(of(canceled(), "rehearse/probe/orders")).isEmpty();
  }

  @Test
  void aStatementThatGotThroughWasNotStuck() {
    assertThat(of(statement(1, INDEX), "rehearse/tool")).isEmpty();
  }

  private static StatementBuilder canceled() {
    return statement(1, INDEX).failed("57014", "canceled by rehearse");
  }

  private static List<Finding> of(StatementBuilder statement, String... blockers) {
    return Analysis.of(recorded(statement, blockers), "").findings().stream()
        .filter(finding -> finding.name().equals("runner-blocks-itself"))
        .toList();
  }

  private static Recording recorded(StatementBuilder statement, String... blockers) {
    Take facts =
        TakeBuilder.facts()
            .run(statement, 2100)
            .wait("rehearse/replay", "virtualxid", null, null, 90, 2100, blockers)
            .build()
            .by(new ToolRun(0, "", List.of(new ToolRun.Connection("rehearse/tool", "flyway"))));
    return recording("1s", List.of(facts));
  }
}
