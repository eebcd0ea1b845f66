package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Batch;
import dev.rehearsal.reports.recording.Grouping;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    Map<Integer, Parts> byTransaction = new TreeMap<>();
    Stream.concat(facts.statements().stream(), facts.bookkeeping().stream())
        .filter(run -> run.transaction() != null)
        .sorted(Comparator.comparingLong(StatementRun::startedNanos))
        .forEach(
            run -> {
              if (run.index() > 0) {
                byTransaction.computeIfAbsent(run.transaction(), any -> new Parts()).add(run);
              } else if (WRITES.matcher(run.sql()).matches()) {
                // Also on another connection, as Flyway does.
                byTransaction.values().forEach(Parts::cut);
              }
            });
    return byTransaction.values().stream()
        .map(parts -> new Batch(Grouping.TRANSACTION, parts.all()))
        .toList();
  }

  /** What of each migration was in one transaction. */
  private static final class Parts {

    private final List<Batch.Part> before = new ArrayList<>();
    private StatementRun first;
    private StatementRun last;

    void add(StatementRun run) {
      first = first == null ? run : first;
      last = run;
    }

    void cut() {
      if (first != null) {
        before.add(part(first, last));
        first = null;
      }
    }

    List<Batch.Part> all() {
      cut();
      return before;
    }
  }

  private static Batch.Part part(StatementRun first, StatementRun last) {
    return new Batch.Part(first.script(), null, null, first.index(), last.index());
  }
}
