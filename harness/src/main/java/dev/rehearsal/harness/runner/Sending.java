package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.migration.Batch;
import dev.rehearsal.harness.migration.Script;
import dev.rehearsal.reports.recording.Grouping;
import java.util.ArrayList;
import java.util.List;

/** Puts together what a tool sends in one run. */
final class Sending {

  private final String runner;
  private final List<Batch> batches = new ArrayList<>();

  Sending(String runner) {
    this.runner = runner;
  }

  /** Bookkeeping, each statement by itself. */
  void says(String... sql) {
    aside(Grouping.STATEMENTS, null, sql);
  }

  /** Bookkeeping about one version, each statement by itself. */
  void saysOf(Version version, String... sql) {
    aside(Grouping.STATEMENTS, version.id(), sql);
  }

  /** Bookkeeping about one version in a transaction of its own. */
  void transactionOf(Version version, String... sql) {
    aside(Grouping.TRANSACTION, version.id(), sql);
  }

  /** Bookkeeping in a transaction of its own. */
  void transaction(String... sql) {
    aside(Grouping.TRANSACTION, null, sql);
  }

  /** Bookkeeping about one version, or none, on the session that the tool keeps beside. */
  void beside(Version version, String... sql) {
    String id = version == null ? null : version.id();
    Script script = Script.bookkeeping(runner, id, List.of(sql));
    batches.add(new Batch(Grouping.STATEMENTS, List.of(script), true));
  }

  private void aside(Grouping grouping, String version, String... sql) {
    batches.add(Batch.of(grouping, Script.bookkeeping(runner, version, List.of(sql))));
  }

  /** One version, with what the tool says of it in the same batch. */
  void sends(Grouping grouping, Pending pending, String... andSays) {
    List<Script> scripts = new ArrayList<>();
    add(scripts, pending, andSays);
    batches.add(new Batch(grouping, scripts));
  }

  /**
   * One version in a transaction, and behind a COMMIT of its own in another, as drivers do whose
   * statements are never without one.
   */
  void sendsReopening(Pending pending, String... andSays) {
    List<Script> scripts = new ArrayList<>();
    add(scripts, pending, andSays);
    batches.add(new Batch(Grouping.TRANSACTION, scripts).reopening());
  }

  /**
   * One version, of which the tool takes note on the session beside before the transaction ends.
   */
  void sendsNoting(Grouping grouping, Pending pending, String row) {
    List<Script> scripts = new ArrayList<>();
    add(scripts, pending);
    Batch batch = new Batch(grouping, scripts);
    batches.add(
        (grouping == Grouping.TRANSACTION ? batch.reopening() : batch)
            .noting(Script.bookkeeping(runner, pending.version().id(), List.of(row))));
  }

  /**
   * One version with the row that the tool keeps of it: in the transaction, if there is one, else
   * after what it sends.
   */
  void sendsWith(Grouping grouping, Pending pending, String row) {
    if (grouping == Grouping.TRANSACTION) {
      sends(grouping, pending, row);
    } else {
      sends(grouping, pending);
      saysOf(pending.version(), row);
    }
  }

  /** A part of a batch, with what the tool says of it. */
  void add(List<Script> scripts, Pending pending, String... andSays) {
    scripts.add(pending.script().of(pending.version().id()));
    if (andSays.length > 0) {
      scripts.add(Script.bookkeeping(runner, pending.version().id(), List.of(andSays)));
    }
  }

  /** All of them between one BEGIN and one COMMIT. */
  void inOneTransaction(List<Script> scripts) {
    batches.add(new Batch(Grouping.TRANSACTION, scripts));
  }

  /** Each statement of them by itself. */
  void eachByItself(List<Script> scripts) {
    batches.add(new Batch(Grouping.STATEMENTS, scripts));
  }

  List<Batch> batches() {
    return List.copyOf(batches);
  }

  /** As a string constant. */
  static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
