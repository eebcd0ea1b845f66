package dev.rehearsal.harness.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadFileTest {

  private static WorkloadSpec read(String text) {
    return WorkloadFile.read("workload.yaml", text);
  }

  @Test
  void whatIsNotMentionedIsAsByDefault() {
    assertThat(read("")).isEqualTo(WorkloadSpec.DEFAULT);
  }

  @Test
  void readsProbesWithTheirParameters() {
    WorkloadSpec workload =
        read(
            """
            derived: off
            every: 20ms
            timeout: 5s
            phases:
              settle: 0s
              baseline: 3s
              drain: 250ms
            probes:
              - name: checkout
                sql: |
                  UPDATE orders SET status = 'paid' -- not $9
                  WHERE id = $1 AND customer_id = $2
                every: 100ms
                parameters:
                  - SELECT id FROM orders
                  - SELECT id FROM customers
              - name: health
                sql: SELECT 1
            """);

    assertThat(workload)
        .isEqualTo(
            new WorkloadSpec(
                false,
                Duration.ofMillis(20),
                Duration.ofSeconds(5),
                Duration.ZERO,
                Duration.ofSeconds(3),
                Duration.ofMillis(250),
                List.of(
                    new WorkloadSpec.ProbeSpec(
                        "checkout",
                        "UPDATE orders SET status = 'paid' -- not $9\n"
                            + "WHERE id = $1 AND customer_id = $2\n",
                        Duration.ofMillis(100),
                        List.of("SELECT id FROM orders", "SELECT id FROM customers")),
                    new WorkloadSpec.ProbeSpec(
                        "health", "SELECT 1", Duration.ofMillis(20), List.of()))));
  }

  @Test
  void tellsAllFaultsTogetherEachWithItsLine() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    evry: 1s
                    every: 10us
                    phases:
                      replay: 1s
                      drain: 5
                    probes:
                      - name: a/b
                        sql: SELECT $1
                      - sql: SELECT 1
                      - name: twin
                        sql: SELECT 1
                      - name: twin
                        sql: ''
                      - SELECT 2
                    """))
        .isInstanceOf(Problem.class)
        .hasMessage(
            """
            workload.yaml:1: evry is not a key of this file; did you mean every?
            workload.yaml:4: replay is not a key of this file; its keys are settle, baseline, drain
            workload.yaml:2: every must be at least 1ms, was '10us'
            workload.yaml:5: drain must have a unit, was '5' (such as 5ms or 5s)
            workload.yaml:14: probes must be a list of 'key: value' lines
            workload.yaml:7: this probe must have a query in parameters for each of $1 to $n in its \
            sql, which has 1, was 0
            workload.yaml:7: name must be 1 to 40 ASCII letters, digits, spaces, dots or dashes, was \
            'a/b'
            workload.yaml:9: this probe must have name
            workload.yaml:13: sql must not be empty
            workload.yaml:12: this probe is called 'twin' like another one""");
  }

  @Test
  void refusesAWorkloadOfNothing() {
    assertThatThrownBy(() -> read("derived: off\n"))
        .hasMessage("workload.yaml:1: derived is off and there are no probes: nothing would run");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT $1, $2, $1 | 2",
        "SELECT '$1' | 0",
        "SELECT 'it''s $3' , $1 | 1",
        "SELECT \"$1\" | 0",
        "SELECT 1 /* $4 */ | 0",
        "SELECT 1 | 0"
      })
  void countsParametersOutsideStringsAndComments(String sql, int count) {
    String parameters = "[" + "SELECT 1,".repeat(count) + "]";
    String text = "probes: [{name: a, sql: \"%s\", parameters: %s}]";

    assertThat(read(text.formatted(sql.replace("\"", "\\\""), parameters)).probes()).hasSize(1);
  }

  @Test
  void readsTheVersionsOfTheApplication() {
    WorkloadSpec workload =
        WorkloadFile.read(
            "w.yaml",
            """
            probes:
              - name: greet
                sql: SELECT 1
                version: v1
            versions:
              - name: v1
                queries:
                  - name: greet
                    sql: SELECT name FROM customers WHERE id = $1
                    parameters:
                      - SELECT 1
            """);

    assertThat(workload.probes().get(0).version()).isEqualTo("v1");
    assertThat(workload.versions())
        .containsExactly(
            new WorkloadSpec.VersionSpec(
                "v1",
                List.of(
                    new WorkloadSpec.QuerySpec(
                        "greet",
                        "SELECT name FROM customers WHERE id = $1",
                        List.of("SELECT 1")))));
  }

  @Test
  void reportsAllThatIsWrongWithVersions() {
    assertThatThrownBy(
            () ->
                WorkloadFile.read(
                    "w.yaml",
                    """
                    probes:
                      - name: greet
                        sql: SELECT 1
                        version: v9
                    versions:
                      - name: derived
                        queries: []
                      - name: v2
                        queries:
                          - name: a
                            sql: SELECT $1
                          - name: a
                            sql: SELECT 1
                    """))
        .hasMessageContaining("w.yaml:4: version must be the name of one of the versions")
        .hasMessageContaining("must not be 'derived'")
        .hasMessageContaining("w.yaml:6: this version must have queries")
        .hasMessageContaining("w.yaml:10: this query must have a query in parameters")
        .hasMessageContaining("w.yaml:12: this query is called 'a' like another one");
  }
}
