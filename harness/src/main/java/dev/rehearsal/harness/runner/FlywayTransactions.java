package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.LeadingWords;
import dev.rehearsal.harness.migration.Statement;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which migrations Flyway runs without a transaction: those with a statement that it knows to be
 * barred from one. It knows some, by their first words (seen of 13.12.0): REINDEX of a table or an
 * index, and DETACH PARTITION CONCURRENTLY, it takes into a transaction, where they fail.
 */
final class FlywayTransactions {

  private static final Pattern BARRED =
      Pattern.compile(
          "(create|drop) (database|tablespace|subscription)\\b.*"
              + "|alter system\\b.*"
              + "|(create|drop)( unique)? index concurrently\\b.*"
              + "|reindex( \\( verbose \\)| verbose)? (schema|database|system)\\b.*"
              + "|vacuum\\b.*"
              + "|discard all\\b.*");

  private final boolean mixed;

  /**
   * @param mixed whether a migration, or a group, may have statements of both kinds
   */
  FlywayTransactions(boolean mixed) {
    this.mixed = mixed;
  }

  static boolean barred(Statement statement) {
    return BARRED.matcher(String.join(" ", LeadingWords.words(statement.sql()))).matches();
  }

  /**
   * Whether the migration runs in a transaction.
   *
   * @throws Problem if Flyway refuses it because it has statements of both kinds
   */
  boolean in(Pending pending) {
    Boolean said = pending.version().transaction();
    if (said != null) {
      return said;
    }
    List<Statement> statements = pending.script().statements();
    Optional<Statement> barred = statements.stream().filter(FlywayTransactions::barred).findFirst();
    Optional<Statement> other = statements.stream().filter(each -> !barred(each)).findFirst();
    if (barred.isPresent() && other.isPresent() && !mixed) {
      throw new Problem(
          Problem.Kind.USAGE,
          barred.get().place()
              + ": cannot run in a transaction, but the statement in line "
              + other.get().line()
              + " can, and flyway refuses a migration that has both; give it a migration of its own,"
              + " or say executeInTransaction=false in "
              + barred.get().script()
              + ".conf");
    }
    return barred.isEmpty();
  }

  /**
   * Whether a group runs in a transaction.
   *
   * @throws Problem if Flyway refuses it because it has migrations of both kinds
   */
  boolean in(List<Pending> group) {
    Optional<Pending> barred = group.stream().filter(pending -> !in(pending)).findFirst();
    boolean others = group.stream().anyMatch(this::in);
    if (barred.isPresent() && others && !mixed) {
      throw new Problem(
          Problem.Kind.USAGE,
          barred.get().script().path()
              + ":1: cannot run in a transaction, but others of the pending migrations can, and with"
              + " group=true flyway refuses both together; rehearse them one by one, or leave out"
              + " group");
    }
    return barred.isEmpty();
  }
}
