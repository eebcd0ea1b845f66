package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.postgres.LockMode;

/**
 * Which commands are known for taking a mode (the server's documentation, "Explicit Locking" and
 * the pages of the commands). For explanations only: what a migration took is read from the server.
 */
final class LockModeNotes {

  private LockModeNotes() {}

  static String takenBy(LockMode mode) {
    return switch (mode) {
      case ACCESS_SHARE -> "SELECT, and everything else that only reads the table";
      case ROW_SHARE ->
          "SELECT FOR UPDATE, FOR NO KEY UPDATE, FOR SHARE and FOR KEY SHARE; VALIDATE CONSTRAINT of a"
              + " foreign key, on the referenced table";
      case ROW_EXCLUSIVE -> "INSERT, UPDATE, DELETE, MERGE, COPY FROM";
      case SHARE_UPDATE_EXCLUSIVE ->
          "VACUUM (without FULL), ANALYZE, CREATE INDEX CONCURRENTLY, REINDEX CONCURRENTLY,"
              + " ALTER TABLE VALIDATE CONSTRAINT, ATTACH PARTITION on the parent, SET STATISTICS,"
              + " COMMENT ON";
      case SHARE -> "CREATE INDEX (without CONCURRENTLY)";
      case SHARE_ROW_EXCLUSIVE ->
          "ALTER TABLE ADD FOREIGN KEY (on both tables), CREATE TABLE with REFERENCES (on the"
              + " referenced table), CREATE TRIGGER";
      case EXCLUSIVE -> "REFRESH MATERIALIZED VIEW CONCURRENTLY";
      case ACCESS_EXCLUSIVE ->
          "most forms of ALTER TABLE, DROP TABLE, DROP INDEX, TRUNCATE, VACUUM FULL, CLUSTER,"
              + " REFRESH MATERIALIZED VIEW, LOCK TABLE without a mode";
    };
  }
}
