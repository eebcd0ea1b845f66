package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.migration.Script;
import dev.rehearsal.reports.recording.Grouping;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** What Flyway sends, and on which of its sessions. */
final class FlywaySending {

  /** Flyway makes it of the name of its table; only that it is its own matters. */
  private static final String LOCK = "77433833903597";

  private final FlywayConfiguration configuration;
  private final FlywayTransactions transactions;
  private final String table;
  private final Sending out;

  FlywaySending(FlywayConfiguration configuration, Sending out) {
    this.configuration = configuration;
    this.transactions = new FlywayTransactions(configuration.is("mixed", false));
    this.table = "\"" + configuration.schema() + "\".\"" + configuration.table() + "\"";
    this.out = out;
  }

  /**
   * Sends migrations in their order.
   *
   * @param type what its table calls them
   */
  void send(List<Pending> versions, String type) {
    lockForItsTable();
    if (configuration.is("group", false)) {
      group(versions, type);
    } else {
      versions.forEach(pending -> one(pending, type));
    }
  }

  private void lockForItsTable() {
    String create =
        "CREATE TABLE IF NOT EXISTS "
            + table
            + " (\"installed_rank\" INT NOT NULL PRIMARY KEY, \"version\" VARCHAR(50),"
            + " \"description\" VARCHAR(200) NOT NULL, \"type\" VARCHAR(20) NOT NULL, \"script\""
            + " VARCHAR(1000) NOT NULL, \"checksum\" INTEGER, \"installed_by\" VARCHAR(100) NOT NULL,"
            + " \"installed_on\" TIMESTAMP NOT NULL DEFAULT now(), \"execution_time\" INTEGER NOT"
            + " NULL, \"success\" BOOLEAN NOT NULL)";
    if (configuration.transactionalLock()) {
      out.beside(null, "BEGIN", transactionLock(), create, "COMMIT");
    } else {
      out.says(sessionLock(), create, sessionUnlock());
    }
  }

  private void one(Pending pending, String type) {
    Version version = pending.version();
    Grouping grouping = transactions.in(pending) ? Grouping.TRANSACTION : Grouping.STATEMENTS;
    if (configuration.transactionalLock()) {
      out.beside(version, "BEGIN", transactionLock(), select(), count());
      out.sendsNoting(grouping, pending, insert(pending, type));
      out.beside(version, "COMMIT");
    } else {
      out.saysOf(version, sessionLock(), select(), count());
      sendWithRow(grouping, pending, insert(pending, type));
      out.saysOf(version, sessionUnlock());
    }
  }

  /** Its driver begins another transaction behind a COMMIT of the file. */
  private void sendWithRow(Grouping grouping, Pending pending, String row) {
    if (grouping == Grouping.TRANSACTION) {
      out.sendsReopening(pending, row);
    } else {
      out.sends(grouping, pending, row);
    }
  }

  private void group(List<Pending> versions, String type) {
    boolean beside = configuration.transactionalLock();
    List<Script> scripts = new ArrayList<>();
    List<String> inserts = new ArrayList<>();
    for (Pending pending : versions) {
      String insert = insert(pending, type);
      inserts.add(insert);
      out.add(scripts, pending, beside ? new String[0] : new String[] {insert});
    }
    if (beside) {
      out.beside(null, "BEGIN", transactionLock(), select(), count());
    } else {
      out.says(sessionLock(), select(), count());
    }
    if (transactions.in(versions)) {
      out.inOneTransaction(scripts);
    } else {
      out.eachByItself(scripts);
    }
    if (beside) {
      out.beside(null, inserts.toArray(String[]::new));
      out.beside(null, "COMMIT");
    } else {
      out.says(sessionUnlock());
    }
  }

  private static String transactionLock() {
    return "SELECT pg_try_advisory_xact_lock(" + LOCK + ")";
  }

  private static String sessionLock() {
    return "SELECT pg_try_advisory_lock(" + LOCK + ")";
  }

  private static String sessionUnlock() {
    return "SELECT pg_advisory_unlock(" + LOCK + ")";
  }

  private String select() {
    return "SELECT \"installed_rank\", \"version\", \"description\", \"type\", \"script\","
        + " \"checksum\", \"installed_on\", \"installed_by\", \"execution_time\", \"success\" FROM "
        + table
        + " WHERE \"installed_rank\" > 0 ORDER BY \"installed_rank\"";
  }

  /** The last question before the migration; its answer's snapshot stays. */
  private String count() {
    return "SELECT COUNT(*) FROM pg_namespace WHERE nspname = "
        + Sending.quoted(configuration.schema());
  }

  private String insert(Pending pending, String type) {
    Version version = pending.version();
    String file = String.valueOf(version.up().path().getFileName());
    int description = version.name().indexOf("__");
    return "INSERT INTO "
        + table
        + " (\"installed_rank\", \"version\", \"description\", \"type\", \"script\", \"checksum\","
        + " \"installed_by\", \"execution_time\", \"success\") SELECT coalesce(max(\"installed_rank\"),"
        + " 0) + 1, "
        + (version.repeatable() ? "NULL" : Sending.quoted(version.id()))
        + ", "
        + Sending.quoted(
            description < 0 ? "" : version.name().substring(description + 2).replace('_', ' '))
        + ", '"
        + type
        + "', "
        + Sending.quoted(file)
        + ", "
        + checksum(version.up().text())
        + ", current_user, 0, true FROM "
        + table;
  }

  /** Over the lines without their ends. */
  static int checksum(String text) {
    CRC32 checksum = new CRC32();
    text.lines().forEach(line -> checksum.update(line.getBytes(StandardCharsets.UTF_8)));
    return (int) checksum.getValue();
  }
}
