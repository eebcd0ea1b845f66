package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.replay.SchemaStep;
import dev.rehearsal.harness.rewrite.Derivation;
import dev.rehearsal.harness.rewrite.Observed;
import dev.rehearsal.harness.rewrite.SaferForm;
import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.StatementResult;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Rewrite;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TransactionRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Derives the safer form from the facts take of the original, and what performing it showed. */
final class RewriteTakes {

  private final Migration migration;
  private final Recording original;
  private final List<SchemaStep> schemaSteps;

  RewriteTakes(Migration migration, Recording original, List<SchemaStep> schemaSteps) {
    this.migration = migration;
    this.original = original;
    this.schemaSteps = schemaSteps;
  }

  /** The safer form; empty without a facts take, and if nothing does harm. */
  Optional<SaferForm> derive(int major) {
    Take facts = original.facts().orElse(null);
    if (facts == null || facts.incomplete() != null) {
      return Optional.empty();
    }
    Set<Integer> explicit =
        facts.transactions().stream()
            .filter(TransactionRun::explicit)
            .map(TransactionRun::index)
            .collect(Collectors.toSet());
    return Derivation.of(observed(facts), explicit, major);
  }

  private List<Observed> observed(Take facts) {
    Map<Integer, SchemaStep> schemas = new HashMap<>();
    schemaSteps.forEach(step -> schemas.put(step.index(), step));
    Map<Integer, StatementRun> runs = new HashMap<>();
    facts.statements().forEach(run -> runs.put(run.index(), run));
    Set<Integer> working =
        Analysis.of(original, "").statements().stream()
            .filter(result -> !result.workUnderLock().isEmpty())
            .map(StatementResult::index)
            .collect(Collectors.toSet());
    List<Observed> observed = new ArrayList<>();
    for (Statement statement : migration.statements()) {
      SchemaStep step = schemas.get(statement.index());
      Catalog before = step == null ? null : step.before();
      Catalog after = step == null ? null : step.after();
      int index = statement.index();
      observed.add(
          new Observed(statement, runs.get(index), before, after, working.contains(index)));
    }
    return observed;
  }

  /** Tables whose rows or columns the original changed. */
  static Set<String> changedTables(Take facts) {
    Set<String> tables =
        facts.statements().stream()
            .flatMap(run -> run.modified().stream())
            .map(StatementRun.Modified::relation)
            .collect(Collectors.toSet());
    for (StatementRun run : facts.statements()) {
      tables.addAll(run.rewritten());
      tables.addAll(run.replaced());
    }
    return tables;
  }

  static Rewrite record(
      SaferForm form, UnaryOperator<String> mask, List<Take> takes, List<String> differences) {
    return new Rewrite(
        form.steps(mask), form.unchanged(), form.deploys(), form.lost(), differences, takes);
  }
}
