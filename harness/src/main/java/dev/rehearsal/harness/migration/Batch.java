package dev.rehearsal.harness.migration;

import dev.rehearsal.reports.recording.Grouping;
import java.util.List;

/**
 * What a runner sends as one: scripts of the migration, statements of its own bookkeeping, or both.
 *
 * @param grouping where transactions begin and end
 * @param scripts in the order in which they run
 * @param beside whether the tool says it on a session of its own beside the one that migrates;
 *     bookkeeping only
 * @param reopens whether, behind a COMMIT among its statements, the next begins another transaction
 * @param noted what the tool says on the session beside once the scripts are done, before the
 *     transaction ends; or null
 */
public record Batch(
    Grouping grouping, List<Script> scripts, boolean beside, boolean reopens, Script noted) {
  public Batch {
    scripts = List.copyOf(scripts);
  }

  /** One on either session. */
  public Batch(Grouping grouping, List<Script> scripts, boolean beside) {
    this(grouping, scripts, beside, false, null);
  }

  /** One on the session that migrates. */
  public Batch(Grouping grouping, List<Script> scripts) {
    this(grouping, scripts, false);
  }

  /**
   * The same, which is never without a transaction, as with drivers that begin one by themselves.
   */
  public Batch reopening() {
    return new Batch(grouping, scripts, beside, true, noted);
  }

  /** The same, of which the tool takes note before the transaction ends. */
  public Batch noting(Script said) {
    return new Batch(grouping, scripts, beside, reopens, said);
  }

  /** A single script. */
  public static Batch of(Grouping grouping, Script script) {
    return new Batch(grouping, List.of(script));
  }

  /** All statements, in order. */
  public List<Statement> statements() {
    return scripts.stream().flatMap(script -> script.statements().stream()).toList();
  }

  /** Whether the migration has this statement in the batch. */
  boolean has(int statement) {
    return statements().stream().anyMatch(each -> each.index() == statement);
  }
}
