package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.SchemaChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says what is different between two schemas. */
final class Differences {

  private static final String POSITION = "position";

  private Differences() {}

  /** Whether a column only stands elsewhere among the others. */
  static boolean onlyOrder(SchemaChange change) {
    return !change.created() && !change.dropped() && keys(change).equals(List.of(POSITION));
  }

  /**
   * One sentence for each change; that columns stand elsewhere is said once, for one of them moves
   * all that follow.
   */
  static String sentences(List<SchemaChange> changes) {
    List<String> sentences =
        new ArrayList<>(
            changes.stream()
                .filter(change -> !onlyOrder(change))
                .map(Differences::sentence)
                .toList());
    List<String> moved =
        changes.stream()
            .filter(Differences::onlyOrder)
            .map(change -> change.after().getOrDefault("name", change.object()))
            .toList();
    if (!moved.isEmpty()) {
      sentences.add("other places among the columns for " + String.join(", ", moved));
    }
    return String.join("; ", sentences);
  }

  /** Such as {@code column public.orders.note: not null – before, yes after}. */
  static String sentence(SchemaChange change) {
    String what = change.kind() + " " + change.object();
    if (change.created()) {
      return what + " is left over";
    }
    if (change.dropped()) {
      return what + " is missing";
    }
    return what
        + ": "
        + keys(change).stream()
            .filter(key -> !key.equals(POSITION) || onlyOrder(change))
            .map(key -> key + " " + was(change, key) + " before, " + is(change, key) + " after")
            .collect(Collectors.joining(", "));
  }

  private static String was(SchemaChange change, String key) {
    return change.before().getOrDefault(key, "–");
  }

  private static String is(SchemaChange change, String key) {
    return change.after().getOrDefault(key, "–");
  }

  /** The properties that differ. */
  private static List<String> keys(SchemaChange change) {
    Set<String> keys = new TreeSet<>(change.before().keySet());
    keys.addAll(change.after().keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(change.before().get(key), change.after().get(key)))
        .toList();
  }
}
