package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Race;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** {@code no-runner-lock}: two of the tool at once did not keep out of each other's way. */
final class RaceFindings {

  private final Evidence evidence;

  RaceFindings(Evidence evidence) {
    this.evidence = evidence;
  }

  /** At most one, for the first race in which it showed. */
  List<Finding> all() {
    return evidence.recording().takes(TakeKind.RACE).stream()
        .map(Take::race)
        .filter(Objects::nonNull)
        .map(this::of)
        .flatMap(Optional::stream)
        .limit(1)
        .toList();
  }

  private Optional<Finding> of(Race race) {
    Set<Integer> twice = twice(race);
    List<String> failures =
        race.runners().stream().map(Race.Runner::failure).filter(Objects::nonNull).toList();
    if (!twice.isEmpty()) {
      return Optional.of(
          finding(Severity.ERROR, both(twice), "what the migration does is done twice"));
    }
    return failures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            finding(
                Severity.WARN,
                "of two that started together, "
                    + (failures.size() == 1 ? "one" : "each")
                    + " failed: "
                    + String.join("; ", failures),
                "when two deploys or two instances start together, a deploy fails that would have"
                    + " gone through alone"));
  }

  private static Set<Integer> twice(Race race) {
    Set<Integer> both = new TreeSet<>();
    for (int i = 0; i < race.runners().size(); i++) {
      Set<Integer> again = new TreeSet<>(race.runners().get(i).applied());
      for (Race.Runner other : race.runners().subList(0, i)) {
        other.applied().stream().filter(again::contains).forEach(both::add);
      }
    }
    return both;
  }

  private String both(Set<Integer> statements) {
    return "of two that started together, both ran and committed "
        + statements.stream()
            .limit(3)
            .map(evidence.labels()::statement)
            .collect(Collectors.joining(", "))
        + (statements.size() > 3 ? " and " + (statements.size() - 3) + " more" : "");
  }

  private Finding finding(Severity severity, String seen, String effect) {
    return new Finding(
        FindingKind.NO_RUNNER_LOCK.id(),
        severity,
        null,
        null,
        seen,
        effect,
        FindingKind.NO_RUNNER_LOCK.remedy());
  }
}
