package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.analysis.Episode;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A blocking episode as it is printed.
 *
 * @param when from and to, counted from the migration's first statement
 * @param known how it is known
 * @param victimsNote what was left out, or null
 */
record EpisodeRow(
    String id,
    String name,
    String cause,
    String statement,
    String href,
    String when,
    String known,
    boolean convoy,
    WaiterNode root,
    List<VictimRow> victims,
    String victimsNote) {

  private static final int MOST = 100;
  private static final int MOST_VICTIMS = 100;

  /** A probe that was stalled. */
  record VictimRow(String probe, String longest, String firings) {}

  static List<EpisodeRow> of(Recording recording, Analysis analysis) {
    return analysis.episodes().stream()
        .limit(MOST)
        .map(episode -> row(recording, episode))
        .toList();
  }

  /** What was left out, or null. */
  static String note(Analysis analysis) {
    int all = analysis.episodes().size();
    return all > MOST ? "Showing %s of %s episodes.".formatted(MOST, all) : null;
  }

  private static EpisodeRow row(Recording recording, Episode episode) {
    Take take =
        recording.takes(TakeKind.TRAFFIC).stream()
            .filter(traffic -> traffic.number() == episode.take())
            .findFirst()
            .orElse(null);
    int victims = episode.victims().size();
    return new EpisodeRow(
        "episode-" + episode.number(),
        "Episode " + episode.number(),
        Excerpt.sentence(episode.cause()),
        episode.statement() == null ? null : "S" + episode.statement(),
        episode.statement() == null ? null : "#s" + episode.statement(),
        when(take, episode),
        known(take),
        episode.convoy(),
        episode.root() == null ? null : WaiterNode.of(episode.root(), names(take)),
        episode.victims().stream().limit(MOST_VICTIMS).map(EpisodeRow::victim).toList(),
        victims > MOST_VICTIMS
            ? "Showing %s of %s probes, longest first.".formatted(MOST_VICTIMS, victims)
            : null);
  }

  private static Map<String, String> names(Take take) {
    Map<String, String> names = new HashMap<>();
    if (take != null) {
      take.probes().forEach(probe -> names.put(probe.session(), "probe " + probe.name()));
      take.statements().forEach(run -> names.put(run.session(), "the migration"));
    }
    return names;
  }

  private static VictimRow victim(Episode.Victim victim) {
    return new VictimRow(
        Excerpt.line(victim.probe()),
        Figures.duration(victim.waitedNanos()),
        Figures.count(victim.firings()));
  }

  private static String when(Take take, Episode episode) {
    long zero = take == null ? 0 : Stretch.replay(take).fromNanos();
    String length = Figures.duration(episode.toNanos() - episode.fromNanos());
    long after = episode.fromNanos() - zero;
    return "%s long, from %s %s the migration's first statement was sent, in traffic take %s"
        .formatted(
            length,
            Figures.duration(Math.abs(after)),
            after < 0 ? "before" : "after",
            episode.take());
  }

  private static String known(Take take) {
    if (take == null || take.observer() == null) {
      return "sampled";
    }
    return "sampled every %s, longest gap between two looks %s: the end of a wait may be late by as much"
        .formatted(
            Figures.duration(take.observer().periodNanos()),
            Figures.duration(take.observer().longestGapNanos()));
  }
}
