package dev.rehearsal.reports.analysis;

import static dev.rehearsal.reports.recording.SampleRecordings.recording;
import static dev.rehearsal.reports.recording.SampleRecordings.take;
import static dev.rehearsal.reports.recording.StatementBuilder.statement;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConstraintGapFindingsTest {

  private static final String KEY = "FOREIGN KEY (customer_id) REFERENCES customers(id)";

  @Test
  void aKeyThatIsDroppedAndAddedAgainLeavesAGap() {
    List<Finding> findings =
        findings(dropping(1, "c", KEY), adding(2, "c", KEY + " ON DELETE CASCADE"));

    assertThat(findings).hasSize(1);
    Finding finding = findings.get(0);
    assertThat(finding.severity()).isEqualTo(Severity.WARN);
    assertThat(finding.statement()).isEqualTo(1);
    assertThat(finding.relation()).isEqualTo("public.orders");
    assertThat(finding.evidence())
        .contains("dropped c, FOREIGN KEY (customer_id)", "came with statement 2")
        .contains("nothing checked for 60.1 ms (1 timing take)");
    assertThat(finding.effect()).startsWith("rows that refer to nothing can come into");
  }

  @Test
  void aUniqueConstraintTakesThePlaceOfAPrimaryKey() {
    assertThat(
            findings(
                dropping(1, "p", "PRIMARY KEY (provider, id)"),
                adding(2, "other", "PRIMARY KEY (uuid)"),
                adding(3, "u", "UNIQUE (id, provider)")))
        .singleElement()
        .satisfies(finding -> assertThat(finding.evidence()).contains("came with statement 3"));
  }

  @Test
  void thereIsNoneInOneTransaction() {
    assertThat(findings(dropping(1, "c", KEY).transaction(1), adding(2, "c", KEY).transaction(1)))
        .isEmpty();
  }

  @Test
  void noneIfTheNewOneCameFirst() {
    assertThat(findings(adding(1, "c_new", KEY), dropping(2, "c", KEY))).isEmpty();
  }

  @Test
  void noneIfNothingTakesItsPlace() {
    assertThat(findings(dropping(1, "c", KEY))).isEmpty();
    assertThat(findings(dropping(1, "c", KEY), adding(2, "c", "FOREIGN KEY (x) REFERENCES y(id)")))
        .isEmpty();
    assertThat(findings(dropping(1, "n", "NOT NULL x"), adding(2, "n", "NOT NULL x"))).isEmpty();
  }

  @Test
  void aCheckIsKnownByItsName() {
    assertThat(findings(dropping(1, "k", "CHECK (a > 0)"), adding(2, "k", "CHECK (a > 1)")))
        .hasSize(1);
    assertThat(findings(dropping(1, "k", "CHECK (a > 0)"), adding(2, "l", "CHECK (b > 1)")))
        .isEmpty();
  }

  private static StatementBuilder dropping(int index, String name, String definition) {
    return statement(index, "ALTER TABLE orders …")
        .changes(change(name, Map.of("definition", definition), Map.of()));
  }

  private static StatementBuilder adding(int index, String name, String definition) {
    return statement(index, "ALTER TABLE orders …")
        .changes(change(name, Map.of(), Map.of("definition", definition)));
  }

  private static SchemaChange change(
      String name, Map<String, String> before, Map<String, String> after) {
    return new SchemaChange(
        "constraint",
        "public.orders." + name,
        "public.orders",
        new TreeMap<>(before),
        new TreeMap<>(after));
  }

  private static List<Finding> findings(StatementBuilder... statements) {
    List<StatementBuilder> all = List.of(statements);
    double[] each = new double[all.size()];
    java.util.Arrays.fill(each, 60);
    return Analysis.of(
            recording(
                "1s",
                List.of(
                    take(TakeBuilder.facts(), all, each).build(),
                    take(TakeBuilder.timing(1), all, each).build())),
            "")
        .findings();
  }
}
