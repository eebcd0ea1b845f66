package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.SchemaChange;
import dev.rehearsal.reports.recording.StatementRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code constraint-not-validated}: one for each constraint that the migration made and left
 * without a look at the old rows.
 */
final class NotValidatedFindings {

  private static final String NO = "no";

  private final Evidence evidence;

  NotValidatedFindings(Evidence evidence) {
    this.evidence = evidence;
  }

  List<Finding> all() {
    Map<String, Finding> open = new TreeMap<>();
    for (StatementRun run : evidence.locks().statements()) {
      for (SchemaChange change : run.changes()) {
        if (change.kind().equals("constraint")) {
          open.remove(change.object());
          if (change.created() && notValidated(change)) {
            open.put(change.object(), finding(run, change));
          }
        }
      }
    }
    return new ArrayList<>(open.values());
  }

  /** One that is not enforced is not meant to be validated, and a partition follows its parent. */
  private static boolean notValidated(SchemaChange change) {
    return NO.equals(change.after().get("validated"))
        && !NO.equals(change.after().get("enforced"))
        && !change.after().containsKey("inherited");
  }

  private Finding finding(StatementRun run, SchemaChange change) {
    String name = Advice.name(change);
    return new Finding(
        FindingKind.CONSTRAINT_NOT_VALIDATED.id(),
        Severity.INFO,
        run.index(),
        change.relation(),
        evidence.labels().statement(run.index())
            + " added "
            + name
            + " to "
            + change.relation()
            + " as NOT VALID, and nothing later in the migration validated it (from the catalogs)",
        "nothing is blocked, but rows that were in "
            + change.relation()
            + " before may violate "
            + name
            + ", and an UPDATE of such a row fails",
        "End with ALTER TABLE "
            + change.relation()
            + " VALIDATE CONSTRAINT "
            + name
            + ", in a transaction of its own, here or in the next migration.");
  }
}
