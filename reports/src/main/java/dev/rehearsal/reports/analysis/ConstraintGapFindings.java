package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.TakeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code constraint-gap}: one for each constraint that the migration drops and, in a later
 * transaction, puts another in the place of.
 */
final class ConstraintGapFindings {

  private static final Pattern KEY =
      Pattern.compile("(?s)(FOREIGN KEY|PRIMARY KEY|UNIQUE)[^(]*\\(([^)]*)\\).*");

  private final Evidence evidence;

  ConstraintGapFindings(Evidence evidence) {
    this.evidence = evidence;
  }

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    for (StatementRun run : evidence.locks().statements()) {
      run.changes().stream()
          .filter(change -> constraint(change) && change.dropped())
          .forEach(change -> gap(run, change).ifPresent(findings::add));
    }
    return findings;
  }

  private static boolean constraint(SchemaChange change) {
    return change.kind().equals("constraint")
        && change.relation() != null
        && !definition(change).startsWith("NOT NULL");
  }

  private Optional<Finding> gap(StatementRun drop, SchemaChange old) {
    StatementRun first =
        evidence.locks().statements().stream()
            .filter(run -> run.changes().stream().anyMatch(change -> replaces(change, old)))
            .findFirst()
            .orElse(null);
    boolean later = first != null && first.index() > drop.index();
    boolean together =
        later && drop.transaction() != null && drop.transaction().equals(first.transaction());
    return later && !together ? Optional.of(finding(drop, old, first)) : Optional.empty();
  }

  /** Whether it asks the same of the same columns, or of a check has the same name. */
  private static boolean replaces(SchemaChange change, SchemaChange old) {
    return constraint(change)
        && change.created()
        && change.relation().equals(old.relation())
        && (subject(change) == null
            ? subject(old) == null && change.object().equals(old.object())
            : subject(change).equals(subject(old)));
  }

  /** What a key is about: what kind of key, on which columns in any order. Null for a check. */
  private static Set<String> subject(SchemaChange change) {
    Matcher key = KEY.matcher(definition(change));
    if (!key.matches()) {
      return null;
    }
    Set<String> subject = new TreeSet<>(Arrays.asList(key.group(2).split(", ")));
    subject.add(key.group(1).equals("FOREIGN KEY") ? "refers (" : "unique (");
    return subject;
  }

  private static String definition(SchemaChange change) {
    return (change.dropped() ? change.before() : change.after()).getOrDefault("definition", "");
  }

  private Finding finding(StatementRun drop, SchemaChange old, StatementRun add) {
    String name = old.object().substring(old.object().lastIndexOf('.') + 1);
    return new Finding(
        FindingKind.CONSTRAINT_GAP.id(),
        Severity.WARN,
        drop.index(),
        old.relation(),
        evidence.labels().statement(drop.index())
            + " dropped "
            + name
            + ", "
            + definition(old)
            + "; what takes its place came with "
            + evidence.labels().statement(add.index())
            + ", in a later transaction (from the catalogs); "
            + WorkFindings.time("nothing checked for", open(drop.index(), add.index())),
        "rows that "
            + (subject(old) == null
                ? "violate it"
                : definition(old).startsWith("FOREIGN KEY")
                    ? "refer to nothing"
                    : "are there already")
            + " can come into "
            + old.relation()
            + " meanwhile; if one does, statement "
            + add.index()
            + " fails and the table is left without",
        FindingKind.CONSTRAINT_GAP.remedy());
  }

  /** From the end of the one statement to that of the other. */
  private Spread open(int drop, int add) {
    return Spread.of(
        evidence.recording().takes(TakeKind.TIMING).stream()
            .map(TakeTimes::new)
            .map(times -> open(times, drop, add))
            .filter(Objects::nonNull)
            .toList());
  }

  private static Long open(TakeTimes times, int drop, int add) {
    Optional<Span> from = times.execution(drop);
    Optional<Span> to = times.execution(add);
    return from.isPresent() && to.isPresent() ? to.get().to() - from.get().to() : null;
  }
}
