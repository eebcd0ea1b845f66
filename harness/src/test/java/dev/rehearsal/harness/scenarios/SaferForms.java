package dev.rehearsal.harness.scenarios;

import dev.rehearsal.fixtures.Scenario;
import dev.rehearsal.fixtures.Scenario.Form;
import dev.rehearsal.fixtures.Scenarios;
import java.util.Set;
import java.util.stream.Stream;

/** Of which scenarios' unsafe forms a safer one is derived; {@link RewriteIT} sees to the truth. */
final class SaferForms {

  /**
   * Nothing safer is known or can be derived, or the danger is not in what a statement does: what a
   * migration tool makes one transaction of is remedied by other files, not by other statements.
   */
  private static final Set<String> NOT_DERIVABLE =
      Set.of(
          "add-exclude",
          "add-identity-column",
          "add-stored-generated-column",
          "batched-backfill-do-block",
          "cluster",
          "constraint-not-validated",
          "destructive-change",
          "drizzle-all-pending",
          "drop-column",
          "enum-value",
          "failed-concurrently",
          "flyway-own-lock",
          "golang-migrate-concurrently",
          "long-running-transaction",
          "not-null-without-default",
          "prisma-one-message",
          "rename-column",
          "rename-table",
          "restore-on-conflict",
          "soft-delete",
          "stale-statistics",
          "vacuum-full",
          "way-back");

  private SaferForms() {}

  static boolean derivedOf(Scenario unsafe) {
    return !NOT_DERIVABLE.contains(unsafe.name());
  }

  static Stream<Scenario> derived() {
    return Scenarios.all().stream()
        .filter(scenario -> scenario.forms().contains(Form.UNSAFE))
        .filter(SaferForms::derivedOf);
  }
}
