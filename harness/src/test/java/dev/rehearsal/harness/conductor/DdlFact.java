package dev.rehearsal.harness.conductor;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One row of {@code ddl-facts.yaml}: what the documentation says that a form of statement locks and
 * does. The file says what each field means.
 */
record DdlFact(
    String form,
    Integer from,
    Integer until,
    String given,
    String with,
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY) List<String> sql,
    boolean outside,
    Map<String, String> locks,
    List<String> scanned,
    List<String> rewritten,
    List<String> rebuilt,
    List<String> built,
    List<String> replaced,
    String doc,
    String note) {

  DdlFact {
    Objects.requireNonNull(form, "form");
    Objects.requireNonNull(locks, form + ": locks");
    Objects.requireNonNull(doc, form + ": doc");
    if (with != null && !with.equals("partitions")) {
      throw new IllegalArgumentException(form + ": nothing is called " + with);
    }
    sql = List.copyOf(sql);
    locks = Collections.unmodifiableMap(new LinkedHashMap<>(locks));
    scanned = orNone(scanned);
    rewritten = orNone(rewritten);
    rebuilt = orNone(rebuilt);
    built = orNone(built);
    replaced = orNone(replaced);
  }

  private static List<String> orNone(List<String> names) {
    return names == null ? List.of() : List.copyOf(names);
  }

  boolean appliesTo(int major) {
    return (from == null || major >= from) && (until == null || major <= until);
  }

  /** The statement that the row is about. */
  String statement() {
    return sql.get(counts());
  }

  /** The position in {@link #sql} of the statement that the row is about. */
  int counts() {
    return sql.get(sql.size() - 1).equals("COMMIT") ? sql.size() - 2 : sql.size() - 1;
  }
}
