package dev.rehearsal.harness.tool;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.database.Login;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.proxy.Exchange;
import dev.rehearsal.harness.proxy.ProxyLog;
import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.harness.replay.StatementRuns;
import dev.rehearsal.reports.recording.Race;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.ToolRun;
import dev.rehearsal.reports.recording.TransactionRun;
import dev.rehearsal.reports.recording.Wait;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The migration as the user's tool performs it, take after take. Used by one thread. */
public final class ToolMigration {

  /** As Java and JavaScript print them. */
  private static final Pattern STACK_FRAME = Pattern.compile("\\s+at \\S.*");

  private final Tool tool;
  private final Masking masking;
  private final Function<SQLException, String> explain;
  private final ToolScript script;

  /**
   * One of two that ran at once.
   *
   * @param incomplete why it is not whole, or null
   */
  public record Raced(Race.Runner runner, String incomplete) {}

  /** One performance, and how the tool ran. */
  public record Performed(Performance performance, ToolRun tool) {}

  /**
   * @param explain says what is behind an error that is not the SQL's fault
   */
  public ToolMigration(Tool tool, Masking masking, Function<SQLException, String> explain) {
    this.tool = tool;
    this.masking = masking;
    this.explain = explain;
    this.script = new ToolScript(masking);
  }

  /**
   * Runs the tool to its end.
   *
   * @param login of the proxy
   * @param log what passes through it
   * @param drain waits until the proxy has no client any more, and tells whether that is so
   * @param ownWaits ends the look for waits of the tool for itself, and has those it had to end
   * @throws Problem if the command cannot be started
   */
  public Performed perform(
      Login login, ProxyLog log, BooleanSupplier drain, Supplier<List<Wait>> ownWaits) {
    Tool.Ended ended = run(login, log, drain);
    boolean drained = drain.getAsBoolean();
    List<Wait> waits = ownWaits.get();
    ToolScript.Read read = script.read(log.exchanges(), waits);
    String incomplete = new Incomplete(log, ended, drained, read).reason();
    return new Performed(
        new Performance(
            read.statements(), read.bookkeeping(), log.transactions(), incomplete, waits),
        new ToolRun(ended.exitCode(), masking.output(ended.output()), connections(log)));
  }

  /**
   * Runs the tool to its end while another one runs. After {@link #perform}, by which the
   * migration's statements are known; safe for several threads then.
   */
  public Raced race(Login login, ProxyLog log, BooleanSupplier drain) {
    Tool.Ended ended = run(login, log, drain);
    boolean drained = drain.getAsBoolean();
    Set<Integer> committed =
        log.transactions().stream()
            .filter(each -> each.end() == TransactionRun.End.COMMIT)
            .map(TransactionRun::index)
            .collect(Collectors.toSet());
    List<Exchange> own = log.exchanges().stream().filter(each -> own(each.sql())).toList();
    List<Integer> applied =
        own.stream()
            .filter(each -> each.performed().answer().ok())
            .filter(each -> committed.contains(each.transaction()))
            .map(each -> script.number(each.sql()))
            .distinct()
            .toList();
    ToolRun ran = new ToolRun(ended.exitCode(), masking.output(ended.output()), connections(log));
    String incomplete =
        ended.exitCode() == null
            ? "one of two tools had not ended after " + tool.timeout().toSeconds() + " s"
            : drained ? lost(log) : "a connection was still open after the tool had ended";
    return new Raced(new Race.Runner(ran, applied, failure(own, ended)), incomplete);
  }

  /** Whether it is one of the migration's own that change something, as far as is known. */
  public boolean own(String sql) {
    return script.number(sql) != Statement.BOOKKEEPING;
  }

  private String failure(List<Exchange> own, Tool.Ended ended) {
    if (ended.exitCode() != null && ended.exitCode() == 0) {
      return null;
    }
    return own.stream()
        .filter(each -> !each.performed().answer().ok())
        .map(each -> StatementRuns.message(each.performed().answer(), masking))
        .findFirst()
        .orElse("exit code " + ended.exitCode() + said(ended));
  }

  /** The last line of what it printed that is no stack frame, which is where tools say why. */
  private String said(Tool.Ended ended) {
    return masking
        .output(ended.output())
        .lines()
        .filter(line -> !line.isBlank() && !STACK_FRAME.matcher(line).matches())
        .reduce((first, last) -> last)
        .map(line -> ", and said: " + line.strip())
        .orElse("");
  }

  /** One that insists on encryption learns that there is some only when it has been refused. */
  private Tool.Ended run(Login login, ProxyLog log, BooleanSupplier drain) {
    Tool.Ended ended = run(login);
    if (drain.getAsBoolean() && log.connections().isEmpty() && log.encryptionInsistedOn()) {
      return run(login);
    }
    return ended;
  }

  private Tool.Ended run(Login login) {
    try {
      return tool.run(login);
    } catch (IOException e) {
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE, "the tool cannot be run: " + e.getMessage(), e);
    }
  }

  private static List<ToolRun.Connection> connections(ProxyLog log) {
    return log.connections().stream()
        .map(each -> new ToolRun.Connection(each.session(), each.application()))
        .toList();
  }

  /** What came in between that is neither the tool's nor the migration's doing, or null. */
  private String lost(ProxyLog log) {
    return log.exchanges().stream()
        .map(Exchange::performed)
        .map(dev.rehearsal.harness.replay.Performed::answer)
        .filter(Answer::surroundingsFailed)
        .map(answer -> explain.apply(answer.failure()))
        .findFirst()
        .orElse(log.trouble());
  }

  /** Why a performance is not whole. */
  private final class Incomplete {

    private final ProxyLog log;
    private final Tool.Ended ended;
    private final boolean drained;
    private final ToolScript.Read read;

    Incomplete(ProxyLog log, Tool.Ended ended, boolean drained, ToolScript.Read read) {
      this.log = log;
      this.ended = ended;
      this.drained = drained;
      this.read = read;
    }

    /** Null if it is. */
    String reason() {
      if (Thread.currentThread().isInterrupted()) {
        return "interrupted";
      }
      String lost = lost(log);
      if (lost != null) {
        return lost;
      }
      if (ended.exitCode() == null) {
        return "the tool had not ended after "
            + tool.timeout().toSeconds()
            + (ended.gone() ? " s, and was ended" : " s, nor when its connections were cut");
      }
      if (!drained) {
        return "a connection of the tool was still open after it had ended";
      }
      return nothingCame() == null ? otherwise() : nothingCame();
    }

    private String nothingCame() {
      if (log.connections().isEmpty()) {
        return "nothing came through: the tool ended with exit code "
            + ended.exitCode()
            + " without a connection to the disposable server"
            + (ended.exitCode() == 0
                ? "; a configuration file of its own may name another database"
                : said(ended));
      }
      if (read.statements().isEmpty() && ended.exitCode() == 0) {
        return "the tool sent nothing but what it says for itself: nothing was pending, or it was"
            + " applied to another database that a configuration file of its own names";
      }
      return null;
    }

    private String otherwise() {
      boolean failed = read.statements().stream().anyMatch(run -> run.outcome() == Outcome.FAILED);
      if (ended.exitCode() != 0 && !failed) {
        return "the tool ended with exit code "
            + ended.exitCode()
            + " though no statement of the migration failed"
            + said(ended);
      }
      return read.difference();
    }
  }
}
