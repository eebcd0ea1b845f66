package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Script;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.reports.recording.Rewrite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The safer form of a migration, to be performed.
 *
 * @param unchanged what stays as it is though it does harm
 * @param lost what a failure in the middle leaves
 */
public final class SaferForm {

  private final List<PlannedStep> steps;
  private final List<Rewrite.Unchanged> unchanged;
  private final List<String> lost;
  private final Map<String, List<Statement>> files = new LinkedHashMap<>();

  SaferForm(List<PlannedStep> steps, List<Rewrite.Unchanged> unchanged, List<String> lost) {
    this.steps = List.copyOf(steps);
    this.unchanged = List.copyOf(unchanged);
    this.lost = List.copyOf(lost);
    layOut();
  }

  private void layOut() {
    int line = 1;
    String file = null;
    for (int i = 0; i < steps.size(); i++) {
      PlannedStep step = steps.get(i);
      PlannedStep previous = i == 0 ? null : steps.get(i - 1);
      if (previous == null
          || previous.original() != step.original()
          || previous.deploy() != step.deploy()) {
        file =
            String.format(
                Locale.ROOT, "rewrite/%02d-statement-%d.sql", files.size() + 1, step.original());
        files.put(file, new ArrayList<>());
        line = 1;
      }
      if (step.why() != null) {
        line++;
      }
      files
          .get(file)
          .add(new Statement(i + 1, file, line, step.sql(), step.kind(), step.copyData()));
      line += (int) text(step).lines().count() - (step.why() == null ? 0 : 1);
    }
  }

  /** Whether there is anything to perform. */
  public boolean worthPerforming() {
    return !steps.isEmpty();
  }

  public List<Rewrite.Unchanged> unchanged() {
    return unchanged;
  }

  public List<String> lost() {
    return lost;
  }

  public int deploys() {
    return steps.stream().mapToInt(PlannedStep::deploy).max().orElse(1);
  }

  /** The steps as a migration whose statements have the steps' indexes. */
  public Migration migration(String runner) {
    Map<String, String> texts = scripts();
    List<Script> scripts = new ArrayList<>();
    files.forEach(
        (file, statements) -> scripts.add(new Script(file, sha256(texts.get(file)), statements)));
    return new Migration(runner, false, scripts);
  }

  /** The steps for the recording. */
  public List<Rewrite.Step> steps(UnaryOperator<String> mask) {
    List<Rewrite.Step> listed = new ArrayList<>();
    files.values().stream()
        .flatMap(List::stream)
        .forEach(
            statement -> {
              PlannedStep step = steps.get(statement.index() - 1);
              listed.add(
                  new Rewrite.Step(
                      statement.index(),
                      step.original(),
                      step.deploy(),
                      statement.script(),
                      mask.apply(step.sql()),
                      step.why()));
            });
    return listed;
  }

  /** The files that {@code psql} can run, by path, with literals. */
  public Map<String, String> scripts() {
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach(
        (file, statements) -> {
          StringBuilder text = new StringBuilder();
          statements.forEach(statement -> text.append(text(steps.get(statement.index() - 1))));
          texts.put(file, text.toString());
        });
    return texts;
  }

  private static String text(PlannedStep step) {
    String why = step.why() == null ? "" : "-- " + step.why() + "\n";
    String data = step.copyData() == null ? "" : step.copyData() + "\\.\n";
    return why + step.sql() + ";\n" + data;
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
