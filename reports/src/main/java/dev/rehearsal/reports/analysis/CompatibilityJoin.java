package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.analysis.Compatibility.Broken;
import dev.rehearsal.reports.analysis.Compatibility.Moment;
import dev.rehearsal.reports.analysis.Compatibility.Refused;
import dev.rehearsal.reports.analysis.Compatibility.State;
import dev.rehearsal.reports.analysis.Compatibility.VersionResult;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Steps;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which version of the application works before, during and after each statement. */
final class CompatibilityJoin {

  private final Recording recording;

  CompatibilityJoin(Recording recording) {
    this.recording = recording;
  }

  /** Null without a steps take that tried any version. */
  Compatibility compatibility() {
    return recording.takes(TakeKind.STEPS).stream()
        .filter(take -> take.steps() != null && !take.steps().versions().isEmpty())
        .findFirst()
        .map(this::of)
        .orElse(null);
  }

  private Compatibility of(Take take) {
    List<VersionResult> versions =
        take.steps().versions().stream().map(version -> of(version, take)).toList();
    return new Compatibility(versions, Rollout.of(versions));
  }

  private VersionResult of(Steps.Version version, Take take) {
    List<Moment> moments = new ArrayList<>();
    moments.add(moment(version, 0, take.steps()));
    for (StatementRun run : take.statements()) {
      if (run.outcome() != StatementRun.Outcome.SKIPPED) {
        moments.add(moment(version, run.index(), take.steps()));
      }
    }
    boolean throughout =
        moments.stream().noneMatch(moment -> moment.state() == State.BREAKS)
            && moments.stream().anyMatch(moment -> moment.state() != State.UNTRIED);
    return new VersionResult(
        version.name(), version.derived(), throughout, moments, refused(version.name()));
  }

  private static Moment moment(Steps.Version version, int after, Steps steps) {
    if (!steps.checkedAfter().contains(after)) {
      return new Moment(after, State.UNTRIED, List.of());
    }
    List<Steps.QueryFailure> failures =
        steps.failures().stream()
            .filter(each -> each.version().equals(version.name()) && each.afterStatement() == after)
            .toList();
    return new Moment(
        after, state(failures), failures.stream().map(CompatibilityJoin::broken).toList());
  }

  private static State state(List<Steps.QueryFailure> failures) {
    if (failures.isEmpty()) {
      return State.WORKS;
    }
    return failures.stream().allMatch(each -> each.how() == Steps.How.PREPARED)
        ? State.STALE
        : State.BREAKS;
  }

  private static Broken broken(Steps.QueryFailure failure) {
    return new Broken(
        failure.query(),
        failure.how().name().toLowerCase(Locale.ROOT),
        failure.sqlState(),
        failure.message());
  }

  private List<Refused> refused(String version) {
    List<Refused> refused = new ArrayList<>();
    Map<String, Map<String, Long>> byProbe = new TreeMap<>();
    for (Take take : recording.takes(TakeKind.TRAFFIC)) {
      for (ProbeRun probe : take.probes()) {
        if (version.equals(probe.version())) {
          Map<String, Long> states = byProbe.computeIfAbsent(probe.name(), name -> new TreeMap<>());
          probe.errors().forEach((state, count) -> states.merge(state, count, Long::sum));
        }
      }
    }
    byProbe.forEach(
        (probe, states) ->
            states.forEach((state, count) -> refused.add(new Refused(probe, state, count))));
    return refused;
  }
}
