package dev.rehearsal.harness.replay;

import dev.rehearsal.reports.recording.SchemaChange;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A change of the schema without the literals in its expressions and comments. */
public final class MaskedChange {

  private static final Set<String> HOLD_SQL =
      Set.of(
          "definition",
          "default",
          "generated",
          "partition bound",
          "labels",
          "using",
          "check",
          "transition",
          "comment");

  /** Expressions are masked as they are in ALTER TABLE, where numbers stay. */
  private static final String AS_IN_DDL = "ALTER ";

  private MaskedChange() {}

  public static SchemaChange of(SchemaChange change, Masking masking) {
    return new SchemaChange(
        change.kind(),
        change.object(),
        change.relation(),
        masked(change.before(), masking),
        masked(change.after(), masking));
  }

  private static SortedMap<String, String> masked(
      SortedMap<String, String> properties, Masking masking) {
    SortedMap<String, String> masked = new TreeMap<>(properties);
    masked.replaceAll((key, text) -> HOLD_SQL.contains(key) ? masked(text, masking) : text);
    return masked;
  }

  private static String masked(String text, Masking masking) {
    return text.startsWith("CREATE ")
        ? masking.sql(text)
        : masking.sql(AS_IN_DDL + text).substring(AS_IN_DDL.length());
  }
}
