package dev.rehearsal.harness.conformance;

import java.util.List;
import java.util.Set;

/** Sqitch, whose scripts psql runs. */
final class SqitchTool implements Tool {

  private static final String PLANNED = " 2026-01-02T03:04:05Z Ann <ann@example.org>\n";

  @Override
  public String name() {
    return "sqitch";
  }

  /** Debian's package; no other registry has it. */
  @Override
  public String installed() {
    return "/usr/bin/sqitch";
  }

  @Override
  public void write(Project project, List<Version> versions) {
    StringBuilder plan = new StringBuilder("%syntax-version=1.0.0\n%project=shop\n\n");
    for (Version version : versions) {
      boolean wrapped = version.transaction() && !version.statements().get(0).equals("BEGIN");
      plan.append(version.name()).append(PLANNED);
      project.with(
          "deploy/" + version.name() + ".sql",
          wrapped ? "BEGIN;\n" + version.sql() + "COMMIT;\n" : version.sql());
    }
    project.with("sqitch.plan", plan.toString());
    project.with(
        "sqitch.conf", "[core]\n\tengine = pg\n[user]\n\tname = Ann\n\temail = ann@example.org\n");
  }

  @Override
  public String command() {
    return "sqitch deploy 'db:{url}'";
  }

  @Override
  public String bookkeeping() {
    return "SELECT change FROM sqitch.changes ORDER BY committed_at";
  }

  @Override
  public String migrations() {
    return ".";
  }

  @Override
  public String base() {
    return "base";
  }

  @Override
  public Set<Case> lacks() {
    return Set.of();
  }

  /** The COMMIT is the script's own; of a tool's it is the statement before it that has failed. */
  @Override
  public Set<Case> replayedOtherwise() {
    return Set.of(Case.FAILS_AT_COMMIT);
  }
}
