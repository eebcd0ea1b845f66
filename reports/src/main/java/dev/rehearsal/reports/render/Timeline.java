package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.ProbeRun;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One take drawn on a time axis: statements, lock holds, the migration's own waits and the waiting
 * of each probe. A replay that is short beside its take is drawn twice: enlarged, and in place.
 *
 * @param intro which take it is
 * @param panels the drawings
 * @param spans the same as rows of a table
 * @param modes what the colours of locks mean, weakest first
 * @param heats what the colours of probes mean, quickest first; empty without probes
 * @param notes what to know when reading it
 */
record Timeline(
    String intro,
    List<Panel> panels,
    List<TimelineRow> spans,
    List<Key> modes,
    List<Key> heats,
    List<String> notes) {

  /** An entry of the legend. */
  record Key(String css, String words) {}

  /** The drawing of the take that shows most, or empty if no take has anything to draw. */
  static Optional<Timeline> of(Recording recording, Analysis analysis) {
    return take(recording).map(take -> draw(take, analysis));
  }

  /** The traffic take with the median replay; without one the first timing take. */
  private static Optional<Take> take(Recording recording) {
    List<Take> traffic = ran(recording, TakeKind.TRAFFIC);
    if (!traffic.isEmpty()) {
      return Optional.of(traffic.get((traffic.size() - 1) / 2));
    }
    return ran(recording, TakeKind.TIMING).stream().findFirst();
  }

  private static List<Take> ran(Recording recording, TakeKind kind) {
    return recording.takes(kind).stream()
        .filter(Stretch::any)
        .sorted(Comparator.comparingLong(take -> Stretch.replay(take).lengthNanos()))
        .toList();
  }

  private static Timeline draw(Take take, Analysis analysis) {
    Stretch replay = Stretch.replay(take);
    TimeAxis whole = Stretch.whole(take).axis(replay.fromNanos());
    List<Panel> panels = new ArrayList<>();
    List<TimeAxis> axes = new ArrayList<>(List.of(whole));
    TimeAxis near = replay.widened(whole).axis(replay.fromNanos());
    if (replay.lengthNanos() > 0 && near.lengthNanos() * 3 < whole.lengthNanos() * 2) {
      axes.add(0, near);
      panels.add(enlarged(take, analysis, near));
      panels.add(overview(take, whole).framing(whole, near));
    } else {
      panels.add(complete(take, analysis, whole));
    }
    return new Timeline(
        intro(take),
        panels,
        TimelineRow.of(take, analysis, replay.fromNanos()),
        LockLanes.modes(take, analysis.statements()),
        take.probes().isEmpty() ? List.of() : Heat.keys(),
        notes(take, analysis, axes));
  }

  private static Panel complete(Take take, Analysis analysis, TimeAxis axis) {
    String title = "The whole take, " + Figures.duration(axis.lengthNanos()) + " wide";
    return Panel.of("timeline-take", title, describe(take), axis, take, all(take, analysis, axis));
  }

  private static Panel enlarged(Take take, Analysis analysis, TimeAxis axis) {
    String title = "The replay enlarged, " + Figures.duration(axis.lengthNanos()) + " wide";
    return Panel.of(
        "timeline-replay", title, describe(take), axis, take, all(take, analysis, axis));
  }

  private static Panel overview(Take take, TimeAxis axis) {
    String title =
        "The whole take, %s wide; the frame is the part enlarged above"
            .formatted(Figures.duration(axis.lengthNanos()));
    List<Lane> lanes = new ArrayList<>(List.of(StatementLane.of(take)));
    lanes.addAll(ProbeLanes.of(take, axis));
    return Panel.of("timeline-take", title, describe(take), axis, take, lanes);
  }

  private static List<Lane> all(Take take, Analysis analysis, TimeAxis axis) {
    List<Lane> lanes = new ArrayList<>(List.of(StatementLane.of(take), WaitLane.of(take)));
    lanes.removeIf(lane -> lane.marks().isEmpty());
    lanes.addAll(LockLanes.of(take, analysis.statements()));
    lanes.addAll(ProbeLanes.of(take, axis));
    return lanes;
  }

  private static String intro(Take take) {
    return take.kind() == TakeKind.TRAFFIC
        ? "Traffic take %s: the migration while the workload ran.".formatted(take.number())
        : "Timing take %s: nobody else was connected. No workload was run, so nothing here says whom the migration would have stopped."
            .formatted(take.number());
  }

  private static String describe(Take take) {
    long ran = take.statements().stream().filter(s -> s.outcome() != Outcome.SKIPPED).count();
    long stuck = take.probes().stream().filter(probe -> !probe.late().isEmpty()).count();
    return "%s statements, %s probes, %s of them stalled behind a lock. The table below has the same figures."
        .formatted(ran, take.probes().size(), stuck);
  }

  private static String cells(ProbeRun probe, List<TimeAxis> axes) {
    String lengths =
        axes.stream()
            .filter(axis -> !ProbeLanes.coarse(probe, axis))
            .map(axis -> Figures.duration(Cell.length(probe, axis)))
            .distinct()
            .collect(Collectors.joining(" and "));
    String cells =
        lengths.isEmpty()
            ? ""
            : "Probes are drawn in cells of %s, each coloured by the longest waiting in it; no cell, none due. "
                .formatted(lengths);
    boolean single = axes.stream().anyMatch(axis -> ProbeLanes.coarse(probe, axis));
    return cells
        + (single ? "Enlarged, only the single firings that a lock held up are drawn." : "");
  }

  private static List<String> notes(Take take, Analysis analysis, List<TimeAxis> panels) {
    List<String> notes = new ArrayList<>();
    notes.add("Linear scale. Bars are at least 2 px wide; the true length is in their text.");
    take.probes().stream().findFirst().ifPresent(probe -> notes.add(cells(probe, panels)));
    long relations = LockLanes.relations(analysis.statements());
    if (relations > LockLanes.most()) {
      notes.add("Showing locks of %s of %s relations.".formatted(LockLanes.most(), relations));
    }
    if (take.probes().size() > ProbeLanes.most()) {
      notes.add("Showing %s of %s probes.".formatted(ProbeLanes.most(), take.probes().size()));
    }
    return notes;
  }
}
