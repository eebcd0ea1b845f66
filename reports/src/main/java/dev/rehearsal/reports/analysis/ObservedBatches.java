package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Batch;
import dev.rehearsal.reports.recording.Grouping;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a tool that ran itself was seen to send in one transaction. Where one migration ends is told
 * by what it writes into its own table.
 */
final class ObservedBatches {

  private static final Pattern WRITES =
      Pattern.compile("\\s*(insert|update|delete)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private ObservedBatches() {}

  /** Empty where this program sent the files itself, which is in the recording. */
  static List<Batch> of(Recording recording) {
    Take facts = recording.facts().orElse(null);
    if (facts == null || recording.migration().command() == null) {
      return List.of();
    }
    TreeMap<Integer, List<StatementRun>> byTransaction = new TreeMap<>();
    Stream.concat(facts.statements().stream(), facts.bookkeeping().stream())
        .filter(run -> run.transaction() != null)
        .sorted(Comparator.comparingLong(StatementRun::startedNanos))
        .forEach(
            run ->
                byTransaction
                    .computeIfAbsent(run.transaction(), any -> new ArrayList<>())
                    .add(run));
    return byTransaction.values().stream()
        .map(ObservedBatches::parts)
        .filter(parts -> !parts.isEmpty())
        .map(parts -> new Batch(Grouping.TRANSACTION, parts))
        .toList();
  }

  private static List<Batch.Part> parts(List<StatementRun> transaction) {
    List<Batch.Part> parts = new ArrayList<>();
    StatementRun first = null;
    StatementRun last = null;
    for (StatementRun run : transaction) {
      if (run.index() > 0) {
        first = first == null ? run : first;
        last = run;
      } else if (first != null && WRITES.matcher(run.sql()).matches()) {
        parts.add(part(first, last));
        first = null;
      }
    }
    if (first != null) {
      parts.add(part(first, last));
    }
    return parts;
  }

  private static Batch.Part part(StatementRun first, StatementRun last) {
    return new Batch.Part(first.script(), null, null, first.index(), last.index());
  }
}
