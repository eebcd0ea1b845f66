package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.config.RehearsalSpec;
import dev.rehearsal.harness.config.RunnerSpec;
import dev.rehearsal.harness.migration.Batch;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.MigrationReader;
import dev.rehearsal.harness.migration.Script;
import dev.rehearsal.harness.migration.ScriptText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads migrations as the tool does to which they belong. Touches nothing but the files. */
public final class RunnerReader {

  private final Layouts.Found found;
  private final List<Problem> problems = new ArrayList<>();

  private final Layout layout;

  private RunnerReader(Layouts.Found found, Directory directory) {
    this.found = found;
    this.layout = found.layout().configured(directory, problems);
  }

  /**
   * Reads a tool's directory, or plain SQL files.
   *
   * @throws Problem of kind USAGE that names all that is wrong, a line each
   */
  public static Migration read(RehearsalSpec spec) {
    if (spec.runner().tool() != null) {
      return new Migration(name(spec.runner()), false, List.of());
    }
    Optional<Layouts.Found> found = found(spec);
    if (found.isEmpty()) {
      if (spec.runner().selects()) {
        throw new Problem(
            Problem.Kind.USAGE,
            "plain SQL files have no versions to select: leave out --applied-to, --from, --to and"
                + " --all, or name the directory's tool with --runner");
      }
      return MigrationReader.read(spec.migration(), spec.rollback(), spec.singleTransaction());
    }
    if (spec.rollback() != null) {
      Layout layout = found.get().layout();
      throw new Problem(
          Problem.Kind.USAGE,
          "--rollback "
              + spec.rollback()
              + ": the way back of "
              + layout.name()
              + " is "
              + layout.wayBack()
              + "; leave out --rollback, or say --runner psql");
    }
    if (spec.singleTransaction()) {
      throw new Problem(
          Problem.Kind.USAGE,
          found.get().layout().name()
              + " itself says where transactions begin; leave out --single-transaction, or say"
              + " --runner psql");
    }
    Directory directory = Directory.of(spec.migration().get(0));
    return new RunnerReader(found.get(), directory)
        .read(directory, spec.runner(), spec.dataset().schema() != null);
  }

  /** Whom sentences speak of where the tool itself reads its files. */
  private static String name(RunnerSpec runner) {
    return runner.name() == null
        ? dev.rehearsal.reports.recording.Migration.SOME_TOOL
        : runner.name();
  }

  private static Optional<Layouts.Found> found(RehearsalSpec spec) {
    String name = spec.runner().name();
    if (Migration.PSQL.equals(name)) {
      return Optional.empty();
    }
    Optional<Directory> one =
        spec.migration().size() == 1
            ? Optional.of(Directory.of(spec.migration().get(0)))
            : Optional.empty();
    if (name == null) {
      return one.filter(RunnerReader::isThere).flatMap(Layouts::recognise);
    }
    Layouts.Found named = Layouts.named(name);
    if (one.isEmpty() || (one.get().isFile() && !named.layout().readsFile())) {
      throw new Problem(
          Problem.Kind.USAGE,
          "--runner "
              + name
              + " reads one directory"
              + (named.layout().readsFile() ? " or file" : "")
              + ", was "
              + spec.migration()
              + "; name that");
    }
    return Optional.of(named);
  }

  /** Plain SQL files are looked at later. */
  private static boolean isThere(Directory directory) {
    return !directory.isFile() || directory.has(directory.only());
  }

  private Migration read(Directory directory, RunnerSpec spec, boolean schemaGiven) {
    List<Version> versions = layout.versions(directory, problems);
    MigrationReader.refuse(problems);
    if (versions.isEmpty()) {
      throw directory.problem(
          "has no migration of " + found.layout().name() + "; name the one that has");
    }
    Selection selection = Selection.of(versions, spec, schemaGiven, directory);
    List<Pending> applied = ups(selection.applied(), versions);
    List<Pending> pending = ups(selection.pending(), versions);
    if (problems.isEmpty()
        && pending.stream().allMatch(each -> each.script().statements().isEmpty())) {
      throw directory.problem(pending.get(0).version().name() + " has no statement");
    }
    List<Pending> downs = downs(selection.pending(), versions);
    MigrationReader.refuse(problems);
    return new Migration(
        found.layout().name(),
        found.why(),
        forth(applied),
        forth(pending),
        downs.isEmpty() ? List.of() : back(downs));
  }

  private List<Batch> forth(List<Pending> versions) {
    Sending out = new Sending(found.layout().name());
    layout.forth(versions, out);
    return out.batches();
  }

  private List<Batch> back(List<Pending> versions) {
    Sending out = new Sending(found.layout().name());
    layout.back(versions, out);
    return out.batches();
  }

  private List<Pending> ups(List<Version> versions, List<Version> all) {
    List<Pending> ups = new ArrayList<>();
    int statements = 0;
    for (Version version : versions) {
      Optional<Script> script = version.up().split(statements, problems);
      if (script.isPresent()) {
        ups.add(new Pending(version, before(version, all), script.get()));
        statements += script.get().statements().size();
      }
    }
    return ups;
  }

  private List<Pending> downs(List<Version> versions, List<Version> all) {
    List<Version> last = new ArrayList<>(versions);
    Collections.reverse(last);
    List<Pending> downs = new ArrayList<>();
    int statements = 0;
    for (Version version : last) {
      ScriptText down = version.down();
      Optional<Script> script = down == null ? Optional.empty() : down.split(statements, problems);
      if (script.isPresent()) {
        String takesBack = version.up().path().toString();
        downs.add(new Pending(version, before(version, all), script.get().takingBack(takesBack)));
        statements += script.get().statements().size();
      }
    }
    return downs;
  }

  private static String before(Version version, List<Version> all) {
    int index = all.indexOf(version);
    return index <= 0 ? null : all.get(index - 1).id();
  }
}
