package dev.rehearsal.harness.scenarios;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The manual's page about the scenarios, made of their folders. */
final class ScenarioPage {

  private static final String INTRODUCTION =
      """
      # Scenarios

      Migrations that everybody has to write sooner or later, on the bundled shop: the form that hurts
      a busy database, and one that does not. `rehearse demo NAME` rehearses them. The two controls test
      the instrument itself.

      The tables below are facts: a test performs every statement on Postgres 14, 16 and 18 and compares.
      A statement is named by its file and its place in it, so `2-validate.sql#1` is the first of that
      file. Locks are the strongest on each table when the statement ends, those kept from earlier in the
      transaction included. Statements that hold no lock on a table are left out.
      """;

  private final StringBuilder page = new StringBuilder(INTRODUCTION);

  private ScenarioPage() {}

  static String of(List<Scenario> scenarios) {
    ScenarioPage page = new ScenarioPage();
    page.line("");
    page.line("| scenario | |");
    page.line("|---|---|");
    scenarios.forEach(
        scenario ->
            page.line("| [%1$s](#%1$s) | %2$s |".formatted(scenario.name(), scenario.title())));
    scenarios.forEach(page::scenario);
    return page.page.toString();
  }

  private void scenario(Scenario scenario) {
    line("");
    line("## " + scenario.name());
    line("");
    line("**" + scenario.title() + ".**");
    line(scenario.files().get("README.md").stripTrailing().split("\n", 2)[1]);
    ExpectedFile expected = ExpectedFile.of(scenario);
    for (Form form : scenario.forms()) {
      line("");
      line("### " + scenario.name() + ", " + form.directory());
      scenario
          .scripts(form)
          .forEach(script -> code(scenario, script, script.substring(script.lastIndexOf('.') + 1)));
      facts(expected.form(form));
      wayBack(expected.wayBack().form(form));
    }
    if (scenario.files().containsKey("workload.yaml")) {
      code(scenario, "workload.yaml", "yaml");
    }
  }

  private void wayBack(SortedMap<String, List<String>> findings) {
    if (!findings.isEmpty()) {
      line("");
      line(
          "Taken back, or interrupted and run again, it shows "
              + findings.keySet().stream()
                  .map("[%1$s](findings.md#%1$s)"::formatted)
                  .collect(Collectors.joining(", "))
              + ".");
    }
  }

  private void code(Scenario scenario, String file, String language) {
    line("");
    line("`" + file + "`");
    line("");
    line("```" + language);
    line(scenario.files().get(file).stripTrailing());
    line("```");
  }

  private void facts(List<ExpectedFile.Entry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    line("");
    line("| statement | holds | does | finding |");
    line("|---|---|---|---|");
    for (ExpectedFile.Entry entry : entries) {
      line(
          Stream.of(
                  "`" + entry.statement() + "`" + versions(entry),
                  locks(entry),
                  work(entry),
                  findings(entry))
              .collect(Collectors.joining(" | ", "| ", " |")));
    }
  }

  private static String versions(ExpectedFile.Entry entry) {
    String since = entry.since() == null ? "" : " from " + entry.since();
    return since + (entry.until() == null ? "" : " up to " + entry.until());
  }

  private static String locks(ExpectedFile.Entry entry) {
    return entry.locks().entrySet().stream()
        .map(lock -> lock.getValue() + " on " + plain(lock.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static String work(ExpectedFile.Entry entry) {
    List<String> work = new ArrayList<>();
    if (entry.fails() != null) {
      work.add("fails with " + entry.fails());
    }
    add(work, "rewrites", entry.rewritten());
    add(
        work,
        "scans",
        entry.scanned().stream().filter(t -> !entry.rewritten().contains(t)).toList());
    add(work, "builds", entry.built());
    add(work, "rebuilds", entry.rebuilt());
    add(work, "changes rows of", entry.modified());
    return String.join("; ", work);
  }

  private static void add(List<String> work, String verb, List<String> relations) {
    if (!relations.isEmpty()) {
      work.add(
          relations.stream()
              .map(ScenarioPage::plain)
              .collect(Collectors.joining(", ", verb + " ", "")));
    }
  }

  private static String findings(ExpectedFile.Entry entry) {
    return entry.allFindings().stream()
        .map(name -> "[%1$s](findings.md#%1$s)".formatted(name))
        .collect(Collectors.joining(", "));
  }

  /** The shop has but one schema. */
  private static String plain(String relation) {
    return relation.replaceFirst("^public[.]", "");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
