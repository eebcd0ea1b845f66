package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Nearest;
import dev.rehearsal.harness.config.RunnerSpec;
import java.util.List;

/**
 * Which versions are pending.
 *
 * @param applied those that are run to build the schema
 * @param pending those that are rehearsed, at least one
 */
record Selection(List<Version> applied, List<Version> pending) {

  /**
   * @param schemaGiven whether a file builds the schema, so that nothing has to be run for it where
   *     the user does not say so
   * @throws dev.rehearsal.harness.config.Problem if a version is not there, or none is left
   */
  static Selection of(
      List<Version> versions, RunnerSpec spec, boolean schemaGiven, Directory directory) {
    int end =
        spec.to() == null ? versions.size() : index(spec.to(), "--to", versions, directory) + 1;
    int first = first(versions, spec, end, directory);
    if (first >= end) {
      throw directory.problem(
          "no version is pending after "
              + versions.get(first - 1).name()
              + (spec.to() == null ? "; name an earlier one" : " up to " + spec.to()));
    }
    boolean run = spec.appliedTo() != null || (spec.from() == null && !schemaGiven);
    Selection selection =
        new Selection(run ? versions.subList(0, first) : List.of(), versions.subList(first, end));
    requireInOrder(versions.subList(0, first), selection.pending(), directory);
    return selection;
  }

  private static int first(List<Version> versions, RunnerSpec spec, int end, Directory directory) {
    if (spec.all()) {
      return 0;
    }
    if (spec.from() != null) {
      return index(spec.from(), "--from", versions, directory);
    }
    return spec.appliedTo() == null
        ? last(versions, end)
        : index(spec.appliedTo(), "--applied-to", versions, directory) + 1;
  }

  /** The last that is run once, with those behind it that are run whenever they have changed. */
  private static int last(List<Version> versions, int end) {
    int last = end - 1;
    while (last > 0 && versions.get(last).repeatable()) {
      last--;
    }
    return last;
  }

  private static int index(
      String text, String option, List<Version> versions, Directory directory) {
    List<Version> called = versions.stream().filter(each -> each.called(text)).toList();
    if (called.size() > 1) {
      throw directory.problem(
          option
              + " "
              + text
              + ": several are called so; say which of "
              + String.join(", ", apart(called)));
    }
    if (!called.isEmpty()) {
      return versions.indexOf(called.get(0));
    }
    List<String> names = versions.stream().map(Version::name).toList();
    throw directory.problem(
        option
            + " "
            + text
            + ": there is no such version; "
            + Nearest.to(text, names)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("the last is " + names.get(names.size() - 1)));
  }

  private static List<String> apart(List<Version> called) {
    List<String> names = called.stream().map(Version::name).distinct().toList();
    return names.size() == called.size() ? names : called.stream().map(Version::id).toList();
  }

  /** A tool that compares with the newest that is applied passes over what is older. */
  private static void requireInOrder(
      List<Version> before, List<Version> pending, Directory directory) {
    long newest = before.stream().mapToLong(Version::order).max().orElse(Long.MIN_VALUE);
    for (Version version : pending) {
      if (version.order() != 0 && version.order() <= newest) {
        throw directory.problem(
            version.name()
                + " is older than a version before it, so the tool passes over it; generate it"
                + " anew");
      }
    }
  }
}
