package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.proxy.ProxyLog;
import dev.rehearsal.harness.replay.Masking;
import dev.rehearsal.harness.time.Ticker;
import dev.rehearsal.harness.tool.ToolScript;
import dev.rehearsal.reports.recording.Known;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import dev.rehearsal.reports.recording.TransactionRun;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a migration did, in lines that can be compared whoever performed it. BEGIN and COMMIT show
 * in who shares a transaction with whom.
 */
public final class ToolFacts {

  private final List<StatementRun> statements;
  private final List<StatementRun> own;
  private final List<TransactionRun> transactions;

  private ToolFacts(
      List<StatementRun> statements, List<StatementRun> own, List<TransactionRun> transactions) {
    this.statements =
        statements.stream()
            .filter(run -> run.outcome() != StatementRun.Outcome.SKIPPED)
            .filter(run -> !Statement.controlsTransaction(run.sql()))
            .toList();
    this.own = own;
    this.transactions = transactions;
  }

  /** Of a tool that came through an inspecting proxy. */
  public static List<String> of(ProxyLog log) {
    ToolScript.Read read = new ToolScript(Masking.none()).read(log.exchanges(), List.of());
    return new ToolFacts(read.statements(), read.bookkeeping(), log.transactions()).lines();
  }

  /** Of our own replay of the tool's directory. */
  public static List<String> replayed(TakeDatabase database, Migration migration)
      throws SQLException {
    Setting setting =
        new Setting(TestServers.server(), Masking.none(), new SampleLog(), Progress.silent());
    Take take = new FactsTake(setting, 1).perform(database, migration, Ticker.system());
    return new ToolFacts(take.statements(), take.bookkeeping(), take.transactions()).lines();
  }

  private List<String> lines() {
    return statements.stream().map(this::line).toList();
  }

  private String line(StatementRun run) {
    return "%s | %s %s in %s | wrapped %s locks %s scanned %s rewritten %s rebuilt %s built %s modified %s changes %s"
        .formatted(
            run.sql().replaceAll("\\s+", " ").replaceAll(";$", "").strip(),
            run.outcome(),
            run.sqlState(),
            transaction(run),
            run.wrapped(),
            locks(run),
            run.scanned(),
            run.rewritten(),
            run.rebuilt(),
            run.built(),
            run.modified(),
            run.changes());
  }

  /** With whom it shares a transaction, how that ended, and what the tool itself locks in it. */
  private String transaction(StatementRun run) {
    List<String> shares = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      if (run.transaction() != null && run.transaction().equals(statements.get(i).transaction())) {
        shares.add(String.valueOf(i + 1));
      }
    }
    List<String> locked =
        own.stream()
            .filter(
                each -> run.transaction() != null && run.transaction().equals(each.transaction()))
            .flatMap(each -> taken(each).stream())
            .distinct()
            .sorted()
            .toList();
    if (!locked.isEmpty()) {
      shares.add(locked.toString());
    }
    String end =
        transactions.stream()
            .filter(each -> run.transaction() != null && each.index() == run.transaction())
            .map(each -> each.end().toString())
            .findFirst()
            .orElse("none");
    return shares + " " + end;
  }

  private static List<String> taken(StatementRun run) {
    return locks(run).stream().filter(lock -> lock.contains(" true ")).toList();
  }

  /** Sampled locks depend on when somebody looked; TOAST tables have their names from OIDs. */
  private static List<String> locks(StatementRun run) {
    return run.locks().stream()
        .filter(lock -> lock.known() == Known.EXACT)
        .map(ToolFacts::lock)
        .sorted()
        .toList();
  }

  private static String lock(Lock lock) {
    String relation = lock.relation().replaceAll("pg_toast_\\d+", "pg_toast_n");
    return "%s %s %s %s".formatted(relation, lock.mode(), lock.acquired(), lock.preexisting());
  }
}
