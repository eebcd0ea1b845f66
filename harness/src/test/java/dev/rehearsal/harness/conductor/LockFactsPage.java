package dev.rehearsal.harness.conductor;

import static java.util.stream.Collectors.joining;

import dev.rehearsal.reports.postgres.LockMode;
import java.util.ArrayList;
import java.util.List;

/** Draws {@code docs/reference/lock-facts.md} from {@link DdlFacts}. */
final class LockFactsPage {

  private static final String INTRODUCTION =
      """
      # What statements lock, read and write anew

      One row for each form of statement: the strongest lock it takes on each table, view or index that existed before, who waits
      for it while it is held, and what is read or written under it. On Postgres 14, 16 and 18 the facts take finds exactly this,
      checked by `DdlFactsIT`; this page is drawn from the same file, `ddl-facts.yaml`.

      `rehearse` does not use this table. It reads what a statement locks and does from the server, and this is the evidence that
      it reads correctly. Use it to look up a form before writing it.

      - **Waits**: who waits as long as the lock is held: *reads and writes* (ACCESS EXCLUSIVE), *writes* (SHARE and stronger), or
        nobody but other DDL. A lock that is held for an instant still makes everybody wait behind it while it queues for its turn.
      - **Work**: a *scan* reads the table from start to end, a *rewrite* writes all its rows anew and builds its indexes again.
      - The forms apply to `t (id PRIMARY KEY, a, b, …)` with an index `t_a`, its possible parent `parent`, and `p` with partitions.
      - ◌ runs outside a transaction block, so that `rehearse` samples its locks; all others are read exactly.
      """;

  private LockFactsPage() {}

  static String draw(DdlFacts facts) {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (DdlFacts.Section section : facts.sections()) {
      page.append("\n## ").append(section.title()).append("\n\n");
      page.append("| form | locks | waits | work | since | remarks |\n|---|---|---|---|---|---|\n");
      section.forms().forEach(fact -> page.append(row(fact)).append('\n'));
    }
    return page.toString();
  }

  private static String row(DdlFact fact) {
    return "| "
        + String.join(
            " | ",
            "[" + fact.form() + "](" + page(fact.doc()) + ")" + (fact.outside() ? " ◌" : ""),
            locks(fact),
            waits(fact),
            work(fact),
            versions(fact),
            fact.note() == null ? "" : fact.note())
        + " |";
  }

  private static String page(String name) {
    String version = name.startsWith("release-") ? name.substring("release-".length()) : "18";
    return "https://www.postgresql.org/docs/" + version + "/" + name + ".html";
  }

  private static String locks(DdlFact fact) {
    return fact.locks().isEmpty()
        ? "none on a table"
        : fact.locks().entrySet().stream()
            .map(lock -> "`" + lock.getKey() + "` " + lock.getValue())
            .collect(joining("<br>"));
  }

  private static String waits(DdlFact fact) {
    List<LockMode> modes =
        fact.locks().values().stream()
            .map(mode -> LockMode.valueOf(mode.replace(' ', '_')))
            .toList();
    if (modes.stream().anyMatch(LockMode::blocksReads)) {
      return "reads and writes";
    }
    return modes.stream().anyMatch(LockMode::blocksWrites) ? "writes" : "";
  }

  private static String work(DdlFact fact) {
    List<String> work = new ArrayList<>();
    add(work, "rewrite", fact.rewritten());
    add(work, "scan", fact.scanned().stream().filter(t -> !fact.rewritten().contains(t)).toList());
    add(work, "build", fact.built());
    add(work, "rebuild", fact.rebuilt());
    add(work, "empty", fact.replaced());
    return String.join("<br>", work);
  }

  private static void add(List<String> work, String what, List<String> names) {
    if (!names.isEmpty()) {
      work.add(what + " " + names.stream().map(name -> "`" + name + "`").collect(joining(", ")));
    }
  }

  private static String versions(DdlFact fact) {
    if (fact.until() != null) {
      return "to " + fact.until();
    }
    return fact.from() == null ? "" : fact.from().toString();
  }
}
