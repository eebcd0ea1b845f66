package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.reports.recording.Grouping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sqitch: the changes in the order of the plan, each script run by psql with the transactions that
 * it has itself, while a session beside holds a lock on the registry's table in a transaction that
 * then gets the row. Seen of 1.3.1.
 */
final class Sqitch implements Layout {

  static final String NAME = "sqitch";

  private static final String LOCK = "75474063";

  private final SqitchConfiguration configuration;
  private final String project;

  Sqitch() {
    this(null, null);
  }

  private Sqitch(SqitchConfiguration configuration, String project) {
    this.configuration = configuration;
    this.project = project;
  }

  /** What only the tool itself can tell. */
  static Problem elsewhere(Directory directory, String file, int line, String what) {
    return directory.problem(
        file, line, what + "; rehearse with --command 'sqitch deploy db:{url}'");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> recognise(Directory directory) {
    String plan = SqitchConfiguration.of(directory, new ArrayList<>()).planFile();
    return directory.has(plan) ? Optional.of("it has " + plan) : Optional.empty();
  }

  @Override
  public String wayBack() {
    return "the script of the same name in revert/";
  }

  @Override
  public Layout configured(Directory directory, List<Problem> problems) {
    SqitchConfiguration found = SqitchConfiguration.of(directory, problems);
    String plan = found.planFile();
    if (!directory.has(plan)) {
      throw directory.problem("has no " + plan + "; name the directory that has");
    }
    return new Sqitch(found, new SqitchPlan(directory, plan, new ArrayList<>()).project());
  }

  @Override
  public List<Version> versions(Directory directory, List<Problem> problems) {
    String file = configuration.planFile();
    List<SqitchPlan.Change> changes = new SqitchPlan(directory, file, problems).changes();
    List<Version> versions = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      SqitchPlan.Change change = changes.get(i);
      String name = name(changes, i);
      String deploy = name == null ? null : configuration.script("deploy", name);
      if (name == null) {
        problems.add(
            directory.problem(
                file,
                change.line(),
                "is reworked further on without a tag between, which sqitch refuses; add a tag"));
      } else if (!directory.has(deploy)) {
        problems.add(
            directory.problem(file, change.line(), "has no script " + deploy + "; add that"));
      } else {
        String revert = configuration.script("revert", name);
        versions.add(
            new Version(
                name,
                name,
                directory.text(deploy),
                directory.has(revert) ? directory.text(revert) : null,
                change.tags()));
      }
    }
    return versions;
  }

  /** A change that is reworked later is called by its name and the first tag before that. */
  private static String name(List<SqitchPlan.Change> changes, int index) {
    String name = changes.get(index).name();
    String tag = null;
    for (int i = index; i < changes.size(); i++) {
      if (i > index && changes.get(i).name().equals(name)) {
        return tag == null ? null : name + tag;
      }
      if (tag == null && !changes.get(i).tags().isEmpty()) {
        tag = changes.get(i).tags().get(0);
      }
    }
    return name;
  }

  @Override
  public void forth(List<Pending> versions, Sending out) {
    SqitchRegistry registry = new SqitchRegistry(configuration.registry(), project);
    out.beside(null, registry.create());
    out.beside(null, "SELECT pg_try_advisory_lock(" + LOCK + ")", registry.select());
    send(versions, out, registry, true);
  }

  @Override
  public void back(List<Pending> versions, Sending out) {
    SqitchRegistry registry = new SqitchRegistry(configuration.registry(), project);
    out.beside(null, registry.create());
    out.beside(null, registry.select(), "SELECT pg_try_advisory_lock(" + LOCK + ")");
    send(versions, out, registry, false);
  }

  /** Each script has a session of psql's to itself, in the place of which the one is emptied. */
  private static void send(
      List<Pending> versions, Sending out, SqitchRegistry registry, boolean forth) {
    for (Pending pending : versions) {
      Version version = pending.version();
      requireEnded(pending);
      out.beside(version, "BEGIN", registry.lock());
      if (pending != versions.get(0)) {
        out.saysOf(version, "DISCARD ALL");
      }
      out.sends(Grouping.STATEMENTS, pending);
      String[] rows = forth ? registry.deployed(version) : registry.reverted(version);
      out.beside(version, rows);
      out.beside(version, "COMMIT");
    }
  }

  private static void requireEnded(Pending pending) {
    Statement open = null;
    for (Statement statement : pending.script().statements()) {
      if (statement.beginsTransaction()) {
        open = statement;
      } else if (statement.endsTransaction()) {
        open = null;
      }
    }
    if (open != null) {
      throw new Problem(
          Problem.Kind.USAGE,
          open.place()
              + ": begins a transaction that the script does not end, so that psql rolls it back;"
              + " add COMMIT");
    }
  }
}
