package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.Grouping;

/** How each migration tool spells the way out, as {@code docs/reference/runners.md} has it. */
final class RunnerAdvice {

  private RunnerAdvice() {}

  /** For a statement that bars a transaction. */
  static String withoutTransaction(String runner) {
    String alone = "Give the statement a migration of its own";
    return switch (runner) {
      case "golang-migrate" ->
          alone
              + ": a message of a single statement has no transaction. Or run with"
              + " x-multi-statement=true, which sends statement by statement.";
      case "prisma" -> alone + ": a message of a single statement has no transaction.";
      case "drizzle" ->
          "Run the statement by itself before the deploy, and let the migration say IF NOT EXISTS,"
              + " so that it finds the work done: drizzle knows no migration without a transaction.";
      case "flyway" ->
          alone
              + ", and say executeInTransaction=false in a file beside it, named as it is with .conf"
              + " after it: flyway takes this statement for one that may be in a transaction.";
      case "dbmate" -> alone + " that says -- migrate:up transaction:false.";
      case "goose" -> alone + " that says -- +goose NO TRANSACTION.";
      case "node-pg-migrate" ->
          "Run the statement by itself before the deploy, and let the migration say IF NOT EXISTS,"
              + " so that it finds the work done: node-pg-migrate runs SQL in a transaction only.";
      case "diesel" -> alone + " whose metadata.toml says run_in_transaction = false.";
      case "liquibase" ->
          "Give the statement a changeset of its own that says runInTransaction:false.";
      case "sqitch" -> "Give the statement a change of its own, without BEGIN and COMMIT.";
      default -> alone + ", without BEGIN and COMMIT.";
    };
  }

  /** For a statement that waits for another session of the tool. */
  static String withoutOwnWait(String runner) {
    return runner.equals("flyway")
        ? "Set flyway.postgresql.transactional.lock=false, with which flyway holds its lock without a"
            + " transaction. After a deploy that hung, drop the invalid index."
        : "Let the tool end its transaction before the statement, or run the statement by itself.";
  }

  /** Whether the tool's own table keeps something of a migration that failed. */
  static boolean leavesState(String runner, Grouping grouping) {
    return switch (runner) {
      case "golang-migrate", "prisma" -> true;
      case "flyway" -> grouping == Grouping.STATEMENTS;
      default -> false;
    };
  }

  /**
   * What the tool has noted of a migration that failed, and the command that gets it going again.
   *
   * @param runner one that keeps such a state
   * @param table its own, or null for the usual one
   * @param before the version before it, or null if that is not known
   */
  static Dirty dirty(String runner, String table, String version, String before) {
    return switch (runner) {
      case "golang-migrate" ->
          new Dirty(
              named(table, "schema_migrations") + " has version " + version + " with dirty = true",
              "migrate -path DIR -database URL force " + forced(version, before));
      case "prisma" ->
          new Dirty(
              named(table, "_prisma_migrations")
                  + " has a row of "
                  + version
                  + " that never finished",
              "npx prisma migrate resolve --rolled-back " + version);
      case "flyway" ->
          new Dirty(
              named(table, "flyway_schema_history")
                  + " has a row of "
                  + version
                  + " with success = false",
              "flyway repair");
      default -> throw new IllegalArgumentException(runner + " keeps no such state");
    };
  }

  private static String named(String table, String usual) {
    return table == null ? usual : table;
  }

  private static String forced(String version, String before) {
    return before == null
        ? "V, where V is the version before " + version + ", or -1 if there is none"
        : before;
  }

  /**
   * What a failed migration leaves in the tool's own table.
   *
   * @param left one clause
   * @param command what to type
   */
  record Dirty(String left, String command) {}
}
