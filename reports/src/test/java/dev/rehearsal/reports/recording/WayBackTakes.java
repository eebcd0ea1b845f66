package dev.rehearsal.reports.recording;

import java.util.List;
import java.util.TreeMap;

/** Hand-written rollback and drill takes. */
public final class WayBackTakes {

  private WayBackTakes() {}

  /** A rollback take that inspected; the down statements stand in {@code down}. */
  public static Take inspected(Take down, WayBack.Comparison compared) {
    return rollback(1, new WayBack(true, down.statements(), down.transactions(), compared));
  }

  /** A rollback take that only kept time. */
  public static Take timed(int number, Take down) {
    return rollback(number, new WayBack(false, down.statements(), down.transactions(), null));
  }

  private static Take rollback(int number, WayBack wayBack) {
    return take(TakeKind.ROLLBACK, number, null, wayBack);
  }

  /** A drill take. */
  public static Take cut(int number, CancelDrill drill) {
    return take(TakeKind.DRILL, number, drill, null);
  }

  private static Take take(TakeKind kind, int number, CancelDrill drill, WayBack wayBack) {
    return new Take(
        kind, number, null, List.of(), List.of(), List.of(), List.of(), List.of(), null, List.of(),
        drill, wayBack, null);
  }

  /** An object that is there only before. */
  public static SchemaChange dropped(String kind, String object, String relation) {
    return new SchemaChange(kind, object, relation, properties("name", object), new TreeMap<>());
  }

  /** An object that is there only after. */
  public static SchemaChange created(String kind, String object, String relation) {
    return new SchemaChange(kind, object, relation, new TreeMap<>(), properties("name", object));
  }

  /** An object of which one property differs. */
  public static SchemaChange changed(
      String kind, String object, String relation, String key, String before, String after) {
    return new SchemaChange(
        kind, object, relation, properties(key, before), properties(key, after));
  }

  private static TreeMap<String, String> properties(String key, String value) {
    TreeMap<String, String> properties = new TreeMap<>();
    properties.put(key, value);
    return properties;
  }
}
