package dev.rehearsal.reports.recording;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that one rehearsal observed, with the conditions under which it was observed.
 *
 * @param format version of the file format, {@value #FORMAT} today
 * @param tool the program that recorded
 * @param startedAt wall clock at the start, the only wall-clock time of the recording
 * @param seed what the dataset and the probes drew their numbers from
 * @param aborted why the rehearsal ended early, or null if it ran to its end
 * @param request what the user asked for
 * @param server the disposable server
 * @param machine the machine that the program and, unless remote, the server ran on
 * @param instrument what the instrument itself costs and resolves, measured before the first take
 * @param dataset what filled the database
 * @param migration what was rehearsed
 * @param takes the performances, in order
 * @param rewrite the safer form, or null if none was asked for or there is nothing to make safer
 */
public record Recording(
    int format,
    Tool tool,
    Instant startedAt,
    long seed,
    String aborted,
    Request request,
    Server server,
    Machine machine,
    Instrument instrument,
    Dataset dataset,
    Migration migration,
    List<Take> takes,
    Rewrite rewrite) {

  public static final int FORMAT = 1;

  public Recording {
    takes = List.copyOf(takes);
  }

  /** The same conditions with other performances, and without a rewrite. */
  public Recording withTakes(List<Take> others) {
    return new Recording(
        format,
        tool,
        startedAt,
        seed,
        aborted,
        request,
        server,
        machine,
        instrument,
        dataset,
        migration,
        others,
        null);
  }

  /** The same, as if the user had asked for something else; for judging it by other limits. */
  public Recording withRequest(Request other) {
    return new Recording(
        format,
        tool,
        startedAt,
        seed,
        aborted,
        other,
        server,
        machine,
        instrument,
        dataset,
        migration,
        takes,
        rewrite);
  }

  /** The same with a safer form. */
  public Recording withRewrite(Rewrite other) {
    return new Recording(
        format,
        tool,
        startedAt,
        seed,
        aborted,
        request,
        server,
        machine,
        instrument,
        dataset,
        migration,
        takes,
        other);
  }

  /**
   * The same, with nothing excused: suppressions count for the statements they were written for.
   */
  public Recording withoutSuppressions() {
    return new Recording(
        format,
        tool,
        startedAt,
        seed,
        aborted,
        request,
        server,
        machine,
        instrument,
        dataset,
        migration.withoutSuppressions(),
        takes,
        rewrite);
  }

  /** The takes of one kind, in order. */
  public List<Take> takes(TakeKind kind) {
    return takes.stream().filter(take -> take.kind() == kind).toList();
  }

  /** The facts take, if there was one. */
  public Optional<Take> facts() {
    return takes(TakeKind.FACTS).stream().findFirst();
  }
}
