package dev.rehearsal.harness.tool;

import dev.rehearsal.harness.config.CommandSpec;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.database.Login;
import dev.rehearsal.harness.proxy.Exchange;
import dev.rehearsal.harness.proxy.ProxyLog;
import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.replay.Performance;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import dev.rehearsal.reports.recording.ToolRun;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The migration as the user's tool performs it, take after take. Used by one thread. */
public final class ToolMigration {

  private final CommandSpec spec;
  private final Masking masking;
  private final Function<SQLException, String> explain;
  private final ToolScript script;

  /** One performance, and how the tool ran. */
  public record Performed(Performance performance, ToolRun tool) {}

  /**
   * @param explain says what is behind an error that is not the SQL's fault
   */
  public ToolMigration(CommandSpec spec, Masking masking, Function<SQLException, String> explain) {
    this.spec = spec;
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
   * @throws Problem if the command cannot be started
   */
  public Performed perform(Login login, ProxyLog log, BooleanSupplier drain) {
    ToolCommand.Ended ended = run(login);
    boolean drained = drain.getAsBoolean();
    ToolScript.Read read = script.read(log.exchanges());
    String incomplete = new Incomplete(log, ended, drained, read).reason();
    return new Performed(
        new Performance(read.statements(), read.bookkeeping(), log.transactions(), incomplete),
        new ToolRun(ended.exitCode(), masking.output(ended.output()), connections(log)));
  }

  private ToolCommand.Ended run(Login login) {
    try {
      return new ToolCommand(spec.line(), spec.urlVariable(), Path.of("."), spec.timeout())
          .run(login);
    } catch (IOException e) {
      throw new Problem(
          Problem.Kind.CANNOT_REHEARSE, "the command cannot be run: " + e.getMessage(), e);
    }
  }

  private static List<ToolRun.Connection> connections(ProxyLog log) {
    return log.connections().stream()
        .map(each -> new ToolRun.Connection(each.session(), each.application()))
        .toList();
  }

  /** Why a performance is not whole. */
  private final class Incomplete {

    private final ProxyLog log;
    private final ToolCommand.Ended ended;
    private final boolean drained;
    private final ToolScript.Read read;

    Incomplete(ProxyLog log, ToolCommand.Ended ended, boolean drained, ToolScript.Read read) {
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
      String lost = lost();
      if (lost != null) {
        return lost;
      }
      if (ended.exitCode() == null) {
        return "the tool had not ended after " + spec.timeout().toSeconds() + " s, and was ended";
      }
      if (!drained) {
        return "a connection of the tool was still open after it had ended";
      }
      return nothingCame() == null ? otherwise() : nothingCame();
    }

    private String lost() {
      return log.exchanges().stream()
          .map(Exchange::performed)
          .map(dev.rehearsal.harness.replay.Performed::answer)
          .filter(Answer::surroundingsFailed)
          .map(answer -> explain.apply(answer.failure()))
          .findFirst()
          .orElse(log.trouble());
    }

    private String nothingCame() {
      if (log.connections().isEmpty()) {
        return "nothing came through: the tool ended with exit code "
            + ended.exitCode()
            + " without a connection to the disposable server"
            + (ended.exitCode() == 0
                ? "; a configuration file of its own may name another database"
                : said());
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
            + said();
      }
      return read.difference();
    }

    /** The last line of what it printed, which is where tools say why. */
    private String said() {
      return masking
          .output(ended.output())
          .lines()
          .filter(line -> !line.isBlank())
          .reduce((first, last) -> last)
          .map(line -> ", and said: " + line.strip())
          .orElse("");
    }
  }
}
