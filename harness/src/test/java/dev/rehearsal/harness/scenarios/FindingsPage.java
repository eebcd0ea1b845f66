package dev.rehearsal.harness.scenarios;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.reports.analysis.FindingKind;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The manual's page about the findings, made of their texts and of the scenarios that have them.
 */
final class FindingsPage {

  private static final String INTRODUCTION =
      """
      # Findings

      What `rehearse explain NAME` prints, with the scenario that shows it best.
      [How they are computed](../concepts/verdict.md). [How to allow one](migrations.md#allowing-a-finding).
      """;

  /** Where the shortest example is not the best. */
  private static final Map<FindingKind, String> BEST =
      Map.of(
          FindingKind.WORK_UNDER_LOCK, "add-foreign-key",
          FindingKind.STATEMENT_FAILED, "enum-value");

  private final List<Scenario> scenarios;
  private final StringBuilder page = new StringBuilder(INTRODUCTION);

  private FindingsPage(List<Scenario> scenarios) {
    this.scenarios = scenarios;
  }

  static String of(List<Scenario> scenarios) {
    FindingsPage page = new FindingsPage(scenarios);
    Stream.of(FindingKind.values()).forEach(page::finding);
    return page.page.toString();
  }

  private void finding(FindingKind kind) {
    line("\n## " + kind.id() + "\n");
    line(kind.title() + ".\n");
    line(kind.condition() + "\n");
    line("**Effect.** " + kind.effect() + "\n");
    line("**What to do.** " + kind.remedy() + "\n");
    List<Scenario> shown = scenarios.stream().filter(each -> shows(each, kind)).toList();
    best(shown, kind)
        .ifPresentOrElse(scenario -> scenario(scenario, shown), () -> example(kind, shown));
  }

  /** Of the scenarios with a safe form the one that was chosen, else the shortest. */
  private static Optional<Scenario> best(List<Scenario> shown, FindingKind kind) {
    return shown.stream()
        .filter(each -> each.forms().containsAll(List.of(Form.UNSAFE, Form.SAFE)))
        .min(
            Comparator.comparing((Scenario each) -> !each.name().equals(BEST.get(kind)))
                .thenComparing(each -> code(each, Form.UNSAFE).length())
                .thenComparing(Scenario::name));
  }

  private void scenario(Scenario scenario, List<Scenario> shown) {
    line("In [%1$s](scenarios.md#%1$s), instead of\n".formatted(scenario.name()));
    line("```sql\n" + code(scenario, Form.UNSAFE) + "\n```\n");
    line("write\n");
    line("```sql\n" + code(scenario, Form.SAFE) + "\n```");
    others(shown.stream().filter(each -> !each.equals(scenario)).toList(), "Shown as well by");
  }

  private void example(FindingKind kind, List<Scenario> shown) {
    line("Instead of\n\n```sql\n" + kind.badExample() + "\n```\n");
    line("write\n\n```sql\n" + kind.safeExample() + "\n```");
    others(shown, "Shown by");
  }

  private void others(List<Scenario> others, String intro) {
    if (!others.isEmpty()) {
      line(
          others.stream()
              .map(each -> "[%1$s](scenarios.md#%1$s)".formatted(each.name()))
              .collect(Collectors.joining(", ", "\n" + intro + " ", ".")));
    }
  }

  private static boolean shows(Scenario scenario, FindingKind kind) {
    ExpectedFile expected = ExpectedFile.of(scenario);
    return Stream.of(Form.UNSAFE, Form.CONTROL)
        .flatMap(form -> expected.form(form).stream())
        .anyMatch(
            entry ->
                entry.findings().containsKey(kind.id())
                    || entry.underTraffic().containsKey(kind.id()));
  }

  /** All scripts of a form, each under its name if there are several. */
  private static String code(Scenario scenario, Form form) {
    List<String> scripts =
        scenario.scripts(form).stream().filter(script -> script.endsWith(".sql")).toList();
    return scripts.stream()
        .map(
            script ->
                (scripts.size() == 1 ? "" : "-- " + script.split("/", 2)[1] + "\n")
                    + scenario.files().get(script).stripTrailing())
        .collect(Collectors.joining("\n\n"));
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
