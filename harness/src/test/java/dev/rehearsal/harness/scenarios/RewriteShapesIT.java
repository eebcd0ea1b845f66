package dev.rehearsal.harness.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.reports.analysis.Severity;
import dev.rehearsal.reports.recording.Rewrite;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A safer form is derived whatever the tables are like: of {@code odd-shapes.sql}. */
class RewriteShapesIT {

  private static final String LINES = "ALTER TABLE \"Sales Dept\".\"Order Lines\" ";
  private static final String VISITS = "ALTER TABLE \"Sales Dept\".\"Visits\" ";

  /** What is made safer, of a table with quoted names and a key of two columns. */
  private static final List<String> QUOTED =
      List.of(
          LINES + "ALTER COLUMN \"Unit \"\"Price\"\"\" SET NOT NULL",
          LINES + "ADD CONSTRAINT \"100%\" CHECK (\"Unit \"\"Price\"\"\" >= 0)",
          LINES + "ALTER COLUMN \"Select\" TYPE bigint",
          LINES + "ADD CONSTRAINT \"Twice's\" UNIQUE (\"Line\", \"Order Id\")",
          LINES + "ADD FOREIGN KEY (\"Product\") REFERENCES \"Sales Dept\".\"Products\"",
          LINES + "ADD COLUMN \"Public Id\" uuid NOT NULL DEFAULT gen_random_uuid()",
          LINES + "ADD COLUMN \"No.\" serial",
          "CREATE INDEX \"Where?\" ON \"Sales Dept\".\"Order Lines\" (\"Product\")"
              + " WHERE \"Select\" > 5",
          "REINDEX INDEX \"Sales Dept\".\"By.Select\"",
          "DROP INDEX \"Sales Dept\".\"By.Select\"",
          "UPDATE \"Sales Dept\".\"Order Lines\" SET \"Select\" = 7 WHERE \"Line\" >= 0",
          "DO $$ BEGIN SET LOCAL search_path = \"Sales Dept\";"
              + " ALTER TABLE \"Order Lines\" ALTER \"Product\" SET NOT NULL; END $$");

  /** Of a partitioned table. */
  private static final List<String> PARTITIONED =
      List.of(
          VISITS + "ALTER COLUMN \"Product\" SET NOT NULL",
          VISITS + "ADD CONSTRAINT \"Product?\" CHECK (\"Product\" > 0)",
          VISITS + "ADD FOREIGN KEY (\"Product\") REFERENCES \"Sales Dept\".\"Products\"",
          "CREATE INDEX ON \"Sales Dept\".\"Visits\" (\"Product\")",
          VISITS
              + "ATTACH PARTITION \"Sales Dept\".\"Visits 2026\""
              + " FOR VALUES FROM ('2026-01-01 00:00Z') TO ('2027-01-01 00:00Z')",
          VISITS + "DETACH PARTITION \"Sales Dept\".\"Visits 2024\"",
          VISITS + "DETACH PARTITION \"Sales Dept\".\"Visits 2025\"");

  /** What cannot be made safer, and why it is said to be so. */
  private static final Map<String, String> LEFT =
      new TreeMap<>(
          Map.of(
              VISITS + "ADD COLUMN \"Public Id\" uuid DEFAULT gen_random_uuid()",
              "not filled in batches",
              VISITS + "ALTER COLUMN \"Note\" TYPE bigint",
              "partitions",
              VISITS + "ADD UNIQUE (\"At\", \"Product\", \"Id\")",
              "cannot take over an index",
              "UPDATE \"Sales Dept\".\"Visits\" SET \"Id\" = \"Id\" + 1",
              "partitioned"));

  @TempDir Path directory;

  @TestFactory
  Stream<DynamicTest> endsAsTheOriginalDoes() {
    Stream<DynamicTest> newest =
        Stream.of(QUOTED, PARTITIONED)
            .flatMap(List::stream)
            .map(sql -> dynamicTest(sql, () -> derives(sql, 18)));
    Stream<DynamicTest> oldest =
        Stream.of(QUOTED.get(0), QUOTED.get(2), PARTITIONED.get(0), PARTITIONED.get(4))
            .map(sql -> dynamicTest(sql + " on 14", () -> derives(sql, 14)));
    return Stream.concat(newest, oldest);
  }

  @TestFactory
  Stream<DynamicTest> saysWhyItLeavesWhatCannotBeDerived() {
    return LEFT.entrySet().stream()
        .map(each -> dynamicTest(each.getKey(), () -> leaves(each.getKey(), each.getValue(), 18)));
  }

  private void derives(String sql, int major) throws IOException {
    RehearsedScenario rehearsed = rehearsed(sql, major);
    Rewrite rewrite = rehearsed.recording().rewrite();
    assertThat(rewrite).isNotNull();
    assertThat(rewrite.unchanged()).isEmpty();
    assertThat(rewrite.steps()).isNotEmpty();
    assertThat(rewrite.takes().get(0).statements())
        .as("%s", rewrite.steps())
        .extracting(StatementRun::outcome)
        .containsOnly(Outcome.OK);
    assertThat(rewrite.sameEnd()).as("%s", rewrite.differences()).isTrue();
    assertThat(rehearsed.analysis().rewrite().findings())
        .noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  private void leaves(String sql, String why, int major) throws IOException {
    Rewrite rewrite = rehearsed(sql, major).recording().rewrite();
    assertThat(rewrite).isNotNull();
    assertThat(rewrite.steps()).isEmpty();
    assertThat(rewrite.unchanged()).singleElement().extracting("why").asString().contains(why);
  }

  private RehearsedScenario rehearsed(String sql, int major) throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    files.put("rehearsal.yaml", "data: shop\nprepare: prepare.sql\n");
    files.put("prepare.sql", resource());
    files.put("unsafe/statement.sql", sql + ";\n");
    Scenario scenario = new Scenario("odd-shapes", "Odd shapes", "They are odd.", files);
    return RehearsedScenario.rewritten(scenario, major, "facts", directory);
  }

  private static String resource() throws IOException {
    try (InputStream in = RewriteShapesIT.class.getResourceAsStream("odd-shapes.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
