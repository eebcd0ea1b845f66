package dev.rehearsal.reports.analysis;

import java.util.Locale;

/** The findings that this program can make. {@code rehearse explain NAME} prints them. */
public enum FindingKind {
  READS_BLOCKED(
      "Readers waited for a lock of the migration",
      """
      Made for a statement and a table when, in a traffic take, a probe that reads was stalled: \
      its session waited behind the migration, directly or through others, between the moment when \
      a read was due and its answer. Error above --max-stall, warning above half of it, else \
      information.""",
      """
      Pages and reports that use the table hang for that long. Connections that wait pile up in \
      the application's pool, so that requests which do not touch the table hang too.""",
      """
      Keep the strong lock short: do the work under a weaker one first, and commit before \
      the next step. Set lock_timeout and retry, so that a queue behind a long reader cannot form.""",
      "ALTER TABLE orders ALTER COLUMN note SET NOT NULL;",
      """
      SET lock_timeout = '200ms';
      ALTER TABLE orders ADD CONSTRAINT orders_note_set CHECK (note IS NOT NULL) NOT VALID;
      ALTER TABLE orders VALIDATE CONSTRAINT orders_note_set;
      ALTER TABLE orders ALTER COLUMN note SET NOT NULL;
      ALTER TABLE orders DROP CONSTRAINT orders_note_set;"""),
  WRITES_BLOCKED(
      "Writers waited for a lock of the migration",
      """
      Made for a statement and a table when, in a traffic take, a probe that writes was stalled: \
      its session waited behind the migration, directly or through others, between the moment when \
      a write was due and its answer. Error above --max-stall, warning above half of it, else \
      information.""",
      """
      INSERT, UPDATE and DELETE on the table hang for that long, and with them every transaction \
      that contains one, with the locks that it already holds.""",
      """
      Use the form that only takes SHARE UPDATE EXCLUSIVE, such as CREATE INDEX CONCURRENTLY or \
      VALIDATE CONSTRAINT; change rows in small batches, each committed.""",
      "CREATE INDEX orders_note_idx ON orders (note);",
      "CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);"),
  WORK_UNDER_LOCK(
      "Rows were worked on while others were locked out",
      """
      Made when the facts take saw a statement scan or rewrite a table, build or rebuild an index \
      or change rows while it held a lock of its own that blocks reads or writes on a table which \
      existed before. Error if the timing takes held that lock longer than --max-stall, else \
      warning: the time grows with the table. A strong lock without work is no finding.""",
      """
      Whoever the lock blocks waits until the work is done. What takes milliseconds on a small \
      table takes minutes on a large one.""",
      """
      Split the statement: a step that only changes the catalog under the strong lock, and the \
      work under a lock that lets readers and writers pass.""",
      "ALTER TABLE orders ADD CONSTRAINT orders_customer_fk\n"
          + "  FOREIGN KEY (customer_id) REFERENCES customers;",
      """
      ALTER TABLE orders ADD CONSTRAINT orders_customer_fk
        FOREIGN KEY (customer_id) REFERENCES customers NOT VALID;
      ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk;"""),
  LOCK_ACCUMULATION(
      "A lock of an earlier statement was still held",
      """
      Made when a statement scans, rewrites, builds or changes rows, or takes 100 ms or more (less \
      if --max-stall is less), while a lock that blocks reads or writes, taken by an earlier \
      statement of the same transaction, is still held. Error if the later statement takes longer \
      than --max-stall, else warning.""",
      """
      A lock is kept to the end of its transaction. The earlier statement may be instant by \
      itself; others wait for it as long as all that follows takes.""",
      """
      Commit after each statement that takes a strong lock, or run the long statement first, in a \
      transaction of its own.""",
      """
      BEGIN;
      ALTER TABLE orders ADD COLUMN region text;
      UPDATE customers SET name = trim(name);
      COMMIT;""",
      """
      ALTER TABLE orders ADD COLUMN region text;
      UPDATE customers SET name = trim(name) WHERE id BETWEEN 1 AND 10000;
      -- and so on, each batch a transaction of its own"""),
  LOCK_QUEUE_PILEUP(
      "Others queued behind a statement that waited for its lock",
      """
      Made when, in a drill take, a session held the table that a statement wants for itself, and \
      probes were stalled behind the waiting statement. Error if one was stalled for longer than \
      --max-stall; warning above half of it, unless the statement's own lock_timeout ended the \
      wait.""",
      """
      Whoever asks for a table queues behind those who asked before, also behind one that waits. \
      One long report or one forgotten transaction, and an instant ALTER TABLE stops all traffic \
      on the table until that session is done.""",
      """
      Set lock_timeout to less than what others may wait, and retry: a try that gives up lets the \
      queue behind it go. The lock policy in the report says what was measured.""",
      "ALTER TABLE orders ADD COLUMN gift_note text;",
      """
      SET lock_timeout = '100ms';
      ALTER TABLE orders ADD COLUMN gift_note text;
      -- on SQLSTATE 55P03 wait a little and run it again"""),
  NO_LOCK_TIMEOUT(
      "A statement waited for its lock without limit",
      """
      Made when, in a drill take, a statement waited for a table that a session held, and no \
      lock_timeout was set. Warning if others were stalled behind it, else information. Not made \
      for tables that the migration itself made, nor for locks that let readers and writers pass.""",
      """
      It waits as long as the longest transaction on the table takes, be that hours, and those \
      behind it wait as well. Nothing in the migration ends it.""",
      """
      Set lock_timeout at the head of the script or for the role that deploys, and retry. Not for \
      CREATE INDEX CONCURRENTLY, which would leave an invalid index.""",
      "ALTER TABLE orders ADD COLUMN gift_note text;",
      """
      SET lock_timeout = '100ms';
      ALTER TABLE orders ADD COLUMN gift_note text;"""),
  STATEMENT_FAILED(
      "A statement of the migration failed",
      """
      Made when the server answered a statement with an error in any take. Always an error; \
      the command then ends with exit code 3.""",
      """
      The deploy would stop here. What was committed before stays, and the next attempt starts \
      from a database that is neither the old nor the new one.""",
      """
      Correct the statement or the data that it stumbles over, and rehearse again. If it failed \
      only under traffic, it lost a deadlock or ran into a timeout: make its locks shorter, and retry.""",
      "ALTER TABLE orders ALTER COLUMN region SET NOT NULL;  -- 23502: contains null values",
      """
      UPDATE orders SET region = 'unknown' WHERE region IS NULL;
      ALTER TABLE orders ALTER COLUMN region SET NOT NULL;"""),
  UNBATCHED_CHANGE(
      "Many rows were changed in one transaction",
      """
      Made when the facts take saw one transaction update or delete 5,000 rows or more of a table \
      which existed before, while no lock of the migration kept writers from that table anyway. A \
      DO block without COMMIT is one transaction, whatever its loop says. Error if the timing \
      takes held the row locks longer than --max-stall, else warning: the time grows with the rows.""",
      """
      Whoever wants to change one of those rows waits until the transaction ends. Each of them \
      is written a second time, and vacuum cannot remove the old versions before the end.""",
      """
      Change a thousand rows or so at a time, along the primary key, and commit after each batch. \
      In a DO block that is a COMMIT in the loop; no transaction may be open around it.""",
      "UPDATE customers SET name = trim(name);",
      """
      DO $$
      DECLARE
        done bigint := 0;
        last bigint := (SELECT max(id) FROM customers);
      BEGIN
        WHILE done < last LOOP
          UPDATE customers SET name = trim(name)
          WHERE id > done AND id <= done + 1000 AND name <> trim(name);
          COMMIT;
          done := done + 1000;
        END LOOP;
      END
      $$;"""),
  CONSTRAINT_NOT_VALIDATED(
      "A constraint was added and not validated",
      """
      Made when the catalogs show a constraint that a statement of the migration added as NOT \
      VALID, and that no later statement validated or dropped. Always information: to validate in \
      the next migration is a good way.""",
      """
      Nobody waits. But old rows may violate the constraint, the planner does not rely on it, and \
      an UPDATE of a row that violates it fails, whichever column it changes.""",
      """
      VALIDATE CONSTRAINT, in a transaction of its own. It reads the table under SHARE UPDATE \
      EXCLUSIVE, which lets reads and writes pass.""",
      "ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;",
      """
      ALTER TABLE orders ADD CONSTRAINT orders_total_check CHECK (total >= 0) NOT VALID;
      ALTER TABLE orders VALIDATE CONSTRAINT orders_total_check;"""),
  CONSTRAINT_GAP(
      "A constraint is gone before another takes its place",
      """
      Made when the catalogs show a constraint that a statement of the migration dropped, and one on \
      the same columns (of a check: with the same name) that a later transaction added. Not made if \
      the new one came first, or in the same transaction. Always a warning.""",
      """
      Between the two nothing checks. Rows come in that the new constraint does not bear, the \
      statement that adds it fails, and the table is left without.""",
      """
      Add the new constraint first, under another name: as NOT VALID and then validated, a unique one \
      USING INDEX. Then drop the old one and rename the new one, in one transaction.""",
      """
      ALTER TABLE orders DROP CONSTRAINT orders_customer_fk;
      ALTER TABLE orders ADD CONSTRAINT orders_customer_fk
        FOREIGN KEY (customer_id) REFERENCES customers ON DELETE CASCADE;""",
      """
      ALTER TABLE orders ADD CONSTRAINT orders_customer_fk_new
        FOREIGN KEY (customer_id) REFERENCES customers ON DELETE CASCADE NOT VALID;
      ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fk_new;
      BEGIN;
      ALTER TABLE orders DROP CONSTRAINT orders_customer_fk;
      ALTER TABLE orders RENAME CONSTRAINT orders_customer_fk_new TO orders_customer_fk;
      COMMIT;"""),
  SUPPRESSION_EXPIRED(
      "A suppression is out of date",
      """
      Made when a comment rehearse:allow stands before a statement with the finding that it \
      names, and the rehearsal began after its last day. Always a warning. The finding counts \
      again.""",
      """
      What was accepted for a time is not accepted any more.""",
      """
      Do what the suppression was to give time for. If it still has to be accepted, give a new \
      date and a reason why.""",
      """
      -- rehearse:allow work-under-lock until 2020-12-31: fewer than 1000 rows
      ALTER TABLE countries ALTER COLUMN name SET NOT NULL;""",
      """
      -- rehearse:allow work-under-lock until 2099-12-31: one row for each country of the world
      ALTER TABLE countries ALTER COLUMN name SET NOT NULL;"""),
  SUPPRESSION_UNUSED(
      "A suppression suppresses nothing",
      """
      Made when a comment rehearse:allow stands before a statement that does not have the finding \
      which it names, though the takes that would have shown it ran to their end. Always a warning.""",
      """
      It says that something dangerous is accepted where there is nothing of the kind, and would \
      hide it if it came.""",
      """
      Remove the comment, or move it directly before the statement that it means.""",
      """
      -- rehearse:allow work-under-lock until 2099-12-31: a small table
      ALTER TABLE countries ADD COLUMN continent text;""",
      """
      ALTER TABLE countries ADD COLUMN continent text;"""),
  BREAKS_APPLICATION(
      "A version of the application does not survive a statement",
      """
      Made when, in the steps take, a query of the application that worked before a statement was \
      committed fails after it. Error if no version in workload.yaml works on both sides of the \
      statement, so that there is no moment at which to deploy the next one. If there is a way, \
      information that names it; warning if it needs a deploy in the middle of one script. Without \
      versions in workload.yaml, reads, writes and an insert derived from the schema stand in for \
      them, and it is a warning. Statements that were prepared earlier and fail once in a transaction \
      (cached plan must not change result type) are a warning, for derived ones information.""",
      """
      The application's requests fail from the moment of the commit until every instance of it has \
      been replaced, however short the migration's locks are.""",
      """
      Expand, then contract: add the new beside the old, deploy code that copes with both, and drop \
      the old in a later migration when nobody uses it any more.""",
      "ALTER TABLE customers RENAME COLUMN full_name TO name;",
      """
      ALTER TABLE customers ADD COLUMN name text;
      -- a trigger keeps both columns equal; old rows are filled in batches
      -- then deploy the code that uses name, and in a later migration:
      ALTER TABLE customers DROP COLUMN full_name;"""),
  ESTIMATE_OFF(
      "EXPLAIN missed by a factor of ten",
      """
      Made when the rows that EXPLAIN expected of a statement, or of the query whose cost it pays, \
      differ from those counted by a factor of ten and one of them is 1,000 or more, or when the \
      time that its cost comes to on this server differs by that much from the median of the timing \
      takes and one of them is 100 ms or more. Information: nothing breaks.""",
      """
      Whoever plans the deploy by EXPLAIN plans for the wrong length. Rows that are far off mean that \
      statistics are missing or mislead; a time that is far off means work that cost does not count: \
      indexes to maintain, triggers, write-ahead log, or rows that were not in memory.""",
      """
      Run ANALYZE before the statement if the rows are off; go by the measured time if only the time \
      is.""",
      """
      CREATE TABLE closed AS SELECT id FROM orders WHERE status = 'closed';
      UPDATE orders SET note = '' WHERE id IN (SELECT id FROM closed);""",
      """
      CREATE TABLE closed AS SELECT id FROM orders WHERE status = 'closed';
      ANALYZE closed;
      UPDATE orders SET note = '' WHERE id IN (SELECT id FROM closed);"""),
  NOT_RESTORED(
      "The way back does not lead back",
      """
      Made for a table when the catalogs after migration and way back differ from those before the \
      migration, when rows that the migration added are still there, and when a statement of the \
      way back fails, all in a rollback take. A way back that fails is an error, columns in another \
      order are information, everything else is a warning.""",
      """
      After the way back the database is one that nobody has tested, and differs from the other \
      environments. The next migration may fail on it.""",
      """
      Complete the down script: give back what the evidence names, with privileges, defaults and \
      constraints, and drop what is left over.""",
      "DROP VIEW order_totals;  -- and its way back creates the view without its privileges",
      """
      CREATE VIEW order_totals AS SELECT customer_id, sum(total) FROM orders GROUP BY 1;
      GRANT SELECT ON order_totals TO reporting;"""),
  DATA_LOST(
      "The way back loses rows or values",
      """
      Made for a table when, in a rollback take, it has fewer rows after migration and way back \
      than before, is gone with its rows, or has other values in its columns. Always an error. \
      Compared are all tables on which either held a lock under which rows can change.""",
      """
      Whoever goes back in an emergency loses data for good, and may notice only later.""",
      """
      Keep what the migration takes away until nobody wants to go back: in a copy that the down \
      script reads, or in place, and take it away in a later migration.""",
      """
      ALTER TABLE orders DROP COLUMN note;
      -- and its way back:
      ALTER TABLE orders ADD COLUMN note text;""",
      """
      CREATE TABLE orders_note_kept AS SELECT id, note FROM orders;
      ALTER TABLE orders DROP COLUMN note;
      -- and its way back:
      ALTER TABLE orders ADD COLUMN note text;
      UPDATE orders SET note = kept.note FROM orders_note_kept kept WHERE kept.id = orders.id;"""),
  NO_WAY_BACK(
      "What is taken away is kept nowhere",
      """
      Made for a statement and a table that was there before when the facts take saw it drop the \
      table or a column, or delete or truncate rows, and no rollback take showed a way back that \
      restores them, and no earlier statement of the migration copied as many rows into a table or \
      column that it made. Always a warning.""",
      """
      If the release has to be taken back, these rows or values can only come from a backup of the \
      whole database.""",
      """
      Copy the rows into a table first, or mark them as deleted and remove them in a later release; \
      write a down script that brings them back, and rehearse it.""",
      "DELETE FROM order_items WHERE quantity = 0;",
      """
      CREATE TABLE order_items_deleted AS SELECT * FROM order_items WHERE quantity = 0;
      DELETE FROM order_items WHERE quantity = 0;
      -- and its way back:
      INSERT INTO order_items SELECT * FROM order_items_deleted ON CONFLICT (id) DO NOTHING;"""),
  NOT_RERUNNABLE(
      "After an interruption it cannot simply be run again",
      """
      Made when a drill take cut a statement short, by cancelling it or ending its session, and the \
      migration, run again from the script that was cut, then failed at a statement. Always a warning. Not made \
      where everything was rolled back and running again succeeds.""",
      """
      A deploy that is cancelled, times out or loses its connection leaves half of the migration \
      behind. The next attempt stops at what is already there.""",
      """
      Make each step one that may be repeated, with IF NOT EXISTS, IF EXISTS or a DROP before it, or \
      run the steps in one transaction where they allow it.""",
      "ALTER TABLE orders ADD COLUMN region text;",
      "ALTER TABLE orders ADD COLUMN IF NOT EXISTS region text;"),
  INVALID_INDEX_LEFT(
      "An index is left behind that is not valid",
      """
      Made for an index that is invalid when the facts take ends, or after a drill take cut its \
      statement short and the migration was run again. A warning where running again fails, so that \
      somebody notices, else an error.""",
      """
      Writes maintain the index, queries do not use it, and a unique one does not keep duplicates \
      out for sure. CREATE INDEX IF NOT EXISTS takes it for the index that it was to make.""",
      """
      Begin with DROP INDEX CONCURRENTLY IF EXISTS, then create it without IF NOT EXISTS; after a \
      failure, drop the index by hand before the next attempt.""",
      "CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_note_idx ON orders (note);",
      """
      DROP INDEX CONCURRENTLY IF EXISTS orders_note_idx;
      CREATE INDEX CONCURRENTLY orders_note_idx ON orders (note);"""),
  CONCURRENTLY_IN_TRANSACTION(
      "The migration tool puts it into a transaction, where it cannot run",
      """
      Made when a statement failed with 25001, because it bars a transaction block, and the block \
      was not the script's own: the migration tool sends the file as one message, or between BEGIN \
      and COMMIT. Always an error.""",
      """
      The same file succeeds when psql runs it statement by statement, and fails in the deploy. \
      What the tool leaves behind is another finding, dirty-state.""",
      """
      Give the statement a migration of its own, without a transaction; the finding says how the \
      tool spells that.""",
      """
      -- golang-migrate, one file
      ALTER TABLE orders ADD COLUMN gift_note text;
      CREATE INDEX CONCURRENTLY orders_gift_note_idx ON orders (gift_note);""",
      """
      -- golang-migrate, the second of two files
      CREATE INDEX CONCURRENTLY orders_gift_note_idx ON orders (gift_note);"""),
  RUNNER_BLOCKS_ITSELF(
      "The statement waits for the migration tool's own session",
      """
      Made when a statement of the migration waited for nobody but another session of the migration \
      tool itself, and had to be ended. The tool keeps a transaction open there until the statement \
      is done, such as the one that holds its lock. Always an error.""",
      """
      The deploy hangs until somebody ends it: the statement waits for the tool's transaction, and \
      the tool waits for the statement. CREATE INDEX CONCURRENTLY then leaves an invalid index, and \
      its lock keeps other changes of the table's schema waiting meanwhile.""",
      """
      Let the tool hold its lock without a transaction; the finding says how the tool spells that.""",
      """
      -- flyway.conf: nothing said
      -- V2__gift_note_index.sql
      CREATE INDEX CONCURRENTLY orders_gift_note_idx ON orders (gift_note);""",
      """
      -- flyway.conf: flyway.postgresql.transactional.lock=false
      -- V2__gift_note_index.sql
      CREATE INDEX CONCURRENTLY orders_gift_note_idx ON orders (gift_note);"""),
  ALL_IN_ONE_TRANSACTION(
      "A lock of one migration was held until the last one was done",
      """
      Made when the migration tool runs all pending migrations in one transaction, and a statement \
      of a later one works on rows or takes 100 ms or more (less if --max-stall is less) while a \
      lock that blocks reads or writes, taken by an earlier one, is still held. Error if the later \
      statements take longer than --max-stall, else warning.""",
      """
      Migrations that are harmless one by one add up: whoever needs the table of the first waits \
      for the work of the last.""",
      """
      Deploy the migrations one at a time, or put the long work first and the strong lock last.""",
      """
      -- drizzle, both pending
      -- 0000_note.sql
      ALTER TABLE orders ADD COLUMN gift_note text;
      -- 0001_totals.sql
      CREATE TABLE totals AS SELECT product_id, sum(quantity) FROM order_items GROUP BY 1;""",
      """
      -- drizzle, both pending
      -- 0000_totals.sql
      CREATE TABLE totals AS SELECT product_id, sum(quantity) FROM order_items GROUP BY 1;
      -- 0001_note.sql
      ALTER TABLE orders ADD COLUMN gift_note text;"""),
  DIRTY_STATE(
      "The migration tool refuses to go on after the failure",
      """
      Made when a statement failed and the migration tool has noted that the migration began: the \
      next deploy stops at the note, whether or not the statement is corrected. Always a warning; \
      the failure itself is an error.""",
      """
      No further migration can be deployed until somebody tells the tool what became of this one.""",
      """
      Look at what the failed migration left, take that back, and then tell the tool; the finding \
      names the command.""",
      """
      -- 3_note.up.sql
      ALTER TABLE orders ADD COLUMN status text;""",
      """
      -- migrate -path migrations -database "$URL" force 2
      -- 3_note.up.sql
      ALTER TABLE orders ADD COLUMN gift_note text;"""),
  NO_RUNNER_LOCK(
      "Two of the migration tool at once get into each other's way",
      """
      Made when, in a race take, the user's tool was started twice at the same moment on one \
      database, each held before its first statement of the migration until the other had come \
      there or waited for a lock of the tool, and both committed the same statement (an error), or \
      one of them failed (a warning). A tool with a lock of its own lets the second wait and then \
      find nothing to do.""",
      """
      Two deploys, or two instances of an application that migrates when it starts, apply the \
      migration twice or make each other fail.""",
      """
      Let one job run migrations before the application starts, and not every instance; or wrap \
      the tool in an advisory lock that the second waits for.""",
      "npx drizzle-kit migrate",
      """
      -- in a session of its own, held until the tool has ended
      SELECT pg_advisory_lock(hashtext('migrations'));""");

  private final String title;
  private final String condition;
  private final String effect;
  private final String remedy;
  private final String badExample;
  private final String safeExample;

  FindingKind(
      String title,
      String condition,
      String effect,
      String remedy,
      String badExample,
      String safeExample) {
    this.title = title;
    this.condition = condition;
    this.effect = effect;
    this.remedy = remedy;
    this.badExample = badExample;
    this.safeExample = safeExample;
  }

  /** The name as reports and the command line spell it, such as {@code work-under-lock}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The finding in a few words. */
  public String title() {
    return title;
  }

  /** When it is made, and how severe it is. */
  public String condition() {
    return condition;
  }

  /** What it means for those who use the database. */
  public String effect() {
    return effect;
  }

  /** What to do instead. */
  public String remedy() {
    return remedy;
  }

  /** SQL that earns the finding. */
  public String badExample() {
    return badExample;
  }

  /** SQL that comes to the same without it. */
  public String safeExample() {
    return safeExample;
  }
}
