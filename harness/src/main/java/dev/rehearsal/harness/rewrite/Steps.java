package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.rewrite.PlannedStep.Patience;
import java.util.ArrayList;
import java.util.List;

/** Collects the steps that stand for one statement. */
final class Steps {

  private final int original;
  private final List<PlannedStep> steps = new ArrayList<>();
  private final List<String> leftovers = new ArrayList<>();
  private int deploy = 1;

  Steps(int original) {
    this.original = original;
  }

  /** A step with a strong lock that it holds for a moment. */
  void strong(String sql, String why) {
    add(sql, Statement.Kind.PLAIN, Patience.SHORT, why);
  }

  /** A step that takes its time under a lock that lets others pass. */
  void weak(String sql, String why) {
    add(sql, Statement.Kind.PLAIN, Patience.LONG, why);
  }

  void control(String sql, String why) {
    add(sql, Statement.Kind.TRANSACTION_CONTROL, Patience.SHORT, why);
  }

  /** What follows has to wait until no old version of the application runs. */
  void nextDeploy() {
    deploy++;
  }

  /** What a failure may leave behind, a noun phrase. */
  void mayLeave(String what) {
    if (!leftovers.contains(what)) {
      leftovers.add(what);
    }
  }

  private void add(String sql, Statement.Kind kind, Patience patience, String why) {
    steps.add(new PlannedStep(original, deploy, sql, kind, null, patience, why));
  }

  List<PlannedStep> all() {
    return List.copyOf(steps);
  }

  List<String> leftovers() {
    return List.copyOf(leftovers);
  }
}
