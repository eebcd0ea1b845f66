package dev.rehearsal.reports.render;

import dev.rehearsal.reports.recording.SchemaChange;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A change of the schema in a line, such as {@code column public.orders.note: not null no → yes}.
 */
final class ChangeLine {
  private ChangeLine() {}

  static String of(SchemaChange change) {
    String what = change.kind() + " " + change.object();
    if (change.created()) {
      return Excerpt.brief("new " + what + properties(change.after()));
    }
    if (change.dropped()) {
      return Excerpt.brief("dropped " + what + properties(change.before()));
    }
    return Excerpt.brief(what + ": " + differences(change));
  }

  private static String properties(Map<String, String> properties) {
    return properties.isEmpty()
        ? ""
        : properties.entrySet().stream()
            .map(property -> property.getKey() + " " + property.getValue())
            .collect(Collectors.joining(", ", " (", ")"));
  }

  private static String differences(SchemaChange change) {
    TreeSet<String> names = new TreeSet<>(change.before().keySet());
    names.addAll(change.after().keySet());
    return names.stream()
        .filter(name -> !Objects.equals(change.before().get(name), change.after().get(name)))
        .map(
            name -> name + " " + value(change.before(), name) + " → " + value(change.after(), name))
        .collect(Collectors.joining(", "));
  }

  private static String value(Map<String, String> properties, String name) {
    String value = properties.get(name);
    return value == null || value.isEmpty() ? "none" : value;
  }
}
