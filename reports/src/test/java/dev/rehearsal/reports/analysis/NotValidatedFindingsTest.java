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
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NotValidatedFindingsTest {

  private static final SortedMap<String, String> NOTHING = new TreeMap<>();
  private static final SortedMap<String, String> VALID = properties(Map.of());
  private static final SortedMap<String, String> NOT_VALID = properties(Map.of("validated", "no"));

  @Test
  void namesTheConstraintAndItsTable() {
    List<Finding> findings = findings(adding(1, NOT_VALID));

    assertThat(findings).hasSize(1);
    Finding finding = findings.get(0);
    assertThat(finding.severity()).isEqualTo(Severity.INFO);
    assertThat(finding.statement()).isEqualTo(1);
    assertThat(finding.relation()).isEqualTo("public.orders");
    assertThat(finding.evidence()).contains("added total_check to public.orders as NOT VALID");
    assertThat(finding.remedy())
        .contains("ALTER TABLE public.orders VALIDATE CONSTRAINT total_check");
  }

  @Test
  void aLaterValidationSettlesIt() {
    assertThat(findings(adding(1, NOT_VALID), changing(2, NOT_VALID, VALID))).isEmpty();
  }

  @Test
  void soDoesDroppingIt() {
    assertThat(findings(adding(1, NOT_VALID), changing(2, NOT_VALID, NOTHING))).isEmpty();
  }

  @Test
  void oneThatIsValidFromTheStartIsNone() {
    assertThat(findings(adding(1, VALID))).isEmpty();
  }

  @Test
  void oneThatIsNotEnforcedOrFollowsItsParentIsNone() {
    assertThat(findings(adding(1, properties(Map.of("validated", "no", "enforced", "no")))))
        .isEmpty();
    assertThat(findings(adding(1, properties(Map.of("validated", "no", "inherited", "yes")))))
        .isEmpty();
  }

  @Test
  void oneThatWasThereBeforeIsNotThisMigrationsFault() {
    SortedMap<String, String> commented = properties(Map.of("validated", "no", "comment", "'x'"));
    assertThat(findings(changing(1, NOT_VALID, commented))).isEmpty();
  }

  private static StatementBuilder adding(int index, SortedMap<String, String> after) {
    return changing(index, NOTHING, after);
  }

  private static StatementBuilder changing(
      int index, SortedMap<String, String> before, SortedMap<String, String> after) {
    return statement(index, "ALTER TABLE orders …")
        .changes(
            new SchemaChange(
                "constraint", "public.orders.total_check", "public.orders", before, after));
  }

  private static SortedMap<String, String> properties(Map<String, String> more) {
    TreeMap<String, String> properties = new TreeMap<>(more);
    properties.put("name", "total_check");
    properties.put("definition", "CHECK ((total >= 0))");
    return properties;
  }

  private static List<Finding> findings(StatementBuilder... statements) {
    List<StatementBuilder> all = List.of(statements);
    return Analysis.of(
            recording(
                "1s", List.of(take(TakeBuilder.facts(), all, new double[all.size()]).build())),
            "")
        .findings();
  }
}
