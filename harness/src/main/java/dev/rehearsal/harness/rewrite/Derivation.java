package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.rewrite.PlannedStep.Patience;
import dev.rehearsal.reports.recording.Rewrite;
import dev.rehearsal.reports.recording.StatementRun.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Goes through a migration and puts safer steps in the place of what does harm. What is harmless
 * stays as it is, and so does what nothing safer is known for.
 */
public final class Derivation {

  private static final String GIVE_UP = "SET lock_timeout = '2s'";
  private static final String WAIT = "SET lock_timeout = 0";

  /** These need the transaction that they stand in. */
  private static final Set<String> BOUND_TO_TRANSACTION =
      Set.of(
          "SAVEPOINT",
          "RELEASE",
          "ROLLBACK",
          "LOCK TABLE",
          "DECLARE CURSOR",
          "SET CONSTRAINTS",
          "PREPARE TRANSACTION");

  private final int major;
  private final List<PlannedStep> steps = new ArrayList<>();
  private final List<Rewrite.Unchanged> unchanged = new ArrayList<>();
  private final List<String> lost = new ArrayList<>();
  private boolean improved;

  private Derivation(int major) {
    this.major = major;
  }

  /**
   * The safer form.
   *
   * @param statements all statements, in order
   * @param explicit the transactions of the facts take that a block or the user opened, by index
   * @param major version of the server
   * @return empty if a statement failed or none does harm
   */
  public static Optional<SaferForm> of(
      List<Observed> statements, Set<Integer> explicit, int major) {
    boolean failed = statements.stream().anyMatch(each -> each.run().outcome() != Outcome.OK);
    Derivation derivation = new Derivation(major);
    if (!failed) {
      derivation.derive(statements, explicit);
    }
    if (!derivation.improved) {
      return derivation.unchanged.isEmpty()
          ? Optional.empty()
          : Optional.of(new SaferForm(List.of(), derivation.unchanged, List.of()));
    }
    return Optional.of(
        new SaferForm(
            new LockTimeouts().around(derivation.steps), derivation.unchanged, derivation.lost));
  }

  private void derive(List<Observed> statements, Set<Integer> explicit) {
    for (int from = 0; from < statements.size(); ) {
      Integer transaction = statements.get(from).run().transaction();
      int to = from + 1;
      while (to < statements.size() && transaction.equals(statements.get(to).run().transaction())) {
        to++;
      }
      group(statements.subList(from, to), explicit.contains(transaction));
      from = to;
    }
  }

  private void group(List<Observed> group, boolean block) {
    Map<Integer, Steps> safer = new HashMap<>();
    for (Observed observed : group) {
      if (harmful(observed)) {
        attempt(observed).ifPresent(found -> safer.put(observed.index(), found));
      }
    }
    boolean accumulates = block && accumulates(group);
    if (safer.isEmpty() && !accumulates) {
      keep(group, block);
    } else if (!block) {
      put(group.get(0), safer);
    } else if (bound(group)) {
      unchanged.removeIf(each -> group.stream().anyMatch(one -> one.index() == each.original()));
      unchanged.add(
          new Rewrite.Unchanged(
              group.get(0).index(),
              "its transaction has savepoints, cursors or locks that only hold within it"));
      keep(group, true);
    } else {
      dissolve(group, safer);
    }
  }

  /** Statements of one transaction, each in its own. */
  private void dissolve(List<Observed> group, Map<Integer, Steps> safer) {
    improved = true;
    Set<String> local = new TreeSet<>();
    List<Observed> kept = group.stream().filter(each -> !transactionControl(each)).toList();
    for (Observed observed : kept) {
      Optional<String> setting = localSetting(observed.statement().sql());
      if (setting.isPresent()) {
        local.add(setting.get());
        add(
            observed,
            observed.statement().sql().replaceFirst("(?i)^(SET\\s+)LOCAL\\s+", "$1"),
            Patience.AS_IS);
      } else {
        put(observed, safer);
      }
    }
    for (String name : local) {
      steps.add(
          new PlannedStep(
              group.get(group.size() - 1).index(),
              1,
              "RESET " + name,
              Statement.Kind.PLAIN,
              null,
              Patience.AS_IS,
              "the setting was for this transaction only"));
    }
    if (kept.size() > 1) {
      lost.add(
          "statements "
              + kept.get(0).index()
              + " to "
              + kept.get(kept.size() - 1).index()
              + " were one transaction, which a failure would have rolled back as a whole; now it leaves"
              + " what was done before it");
    }
  }

  private void put(Observed observed, Map<Integer, Steps> safer) {
    Steps found = safer.get(observed.index());
    if (found == null) {
      Patience patience = strongAlone(observed) ? Patience.SHORT : Patience.AS_IS;
      add(observed, observed.statement().sql(), patience);
      return;
    }
    improved = true;
    int shift = steps.stream().mapToInt(PlannedStep::deploy).max().orElse(1);
    found.all().forEach(each -> steps.add(shifted(each, shift)));
    if (!found.leftovers().isEmpty()) {
      lost.add(
          "a failure within statement "
              + observed.index()
              + " leaves "
              + String.join(", or ", found.leftovers())
              + "; the original would have left nothing");
    }
  }

  private static PlannedStep shifted(PlannedStep step, int shift) {
    return new PlannedStep(
        step.original(),
        step.deploy() + shift - 1,
        step.sql(),
        step.kind(),
        step.copyData(),
        step.patience(),
        step.why());
  }

  private void keep(List<Observed> group, boolean block) {
    boolean ours = block && group.stream().noneMatch(Derivation::transactionControl);
    if (ours) {
      control(group.get(0), "BEGIN");
    }
    for (Observed observed : group) {
      boolean alone = !block && strong(observed) && !observed.worksUnderLock();
      add(observed, observed.statement().sql(), alone ? Patience.SHORT : Patience.AS_IS);
    }
    if (ours) {
      control(group.get(group.size() - 1), "COMMIT");
    }
  }

  private void control(Observed observed, String sql) {
    int deploy = steps.stream().mapToInt(PlannedStep::deploy).max().orElse(1);
    steps.add(
        new PlannedStep(
            observed.index(),
            deploy,
            sql,
            Statement.Kind.TRANSACTION_CONTROL,
            null,
            Patience.AS_IS,
            null));
  }

  private void add(Observed observed, String sql, Patience patience) {
    int deploy = steps.stream().mapToInt(PlannedStep::deploy).max().orElse(1);
    Statement statement = observed.statement();
    steps.add(
        new PlannedStep(
            observed.index(), deploy, sql, statement.kind(), statement.copyData(), patience, null));
  }

  private static boolean harmful(Observed observed) {
    if (transactionControl(observed) || observed.before() == null) {
      return false;
    }
    boolean works =
        observed.worksUnderLock()
            && observed.run().locks().stream().anyMatch(lock -> lock.preexisting());
    boolean schema = observed.changesSchema() || Maintenance.concerns(observed);
    return works && schema
        || RowChange.changesMany(observed)
        || observed.changesSchema() && SchemaRewrite.onlyQueues(observed);
  }

  private static boolean accumulates(List<Observed> group) {
    return group.size() > 2 && group.stream().anyMatch(Observed::worksUnderLock);
  }

  private Optional<Steps> attempt(Observed observed) {
    Steps found = new Steps(observed.index());
    try {
      if (Maintenance.concerns(observed)) {
        Maintenance.write(found, observed);
      } else if (observed.changesSchema()) {
        if (changesRowsToo(observed)) {
          throw new NoSaferForm(
              "it changes rows as well as the schema; put the rows into a statement of their own");
        }
        new SchemaRewrite(observed, major).write(found);
      } else {
        RowChange.write(found, observed);
      }
      return Optional.of(found);
    } catch (NoSaferForm none) {
      unchanged.add(new Rewrite.Unchanged(observed.index(), none.getMessage()));
      return Optional.empty();
    }
  }

  /** Rows that a rewrite writes anew are neither updated nor deleted. */
  private static boolean changesRowsToo(Observed observed) {
    boolean rewrites = !observed.run().rewritten().isEmpty();
    return observed.run().modified().stream()
        .anyMatch(rows -> rows.updated() + rows.deleted() > 0 || !rewrites && rows.inserted() > 0);
  }

  private static boolean bound(List<Observed> group) {
    return group.stream()
        .anyMatch(
            each ->
                BOUND_TO_TRANSACTION.contains(String.valueOf(each.run().tag()))
                    || each.statement().sql().toUpperCase(Locale.ROOT).contains("ON COMMIT"));
  }

  private static boolean transactionControl(Observed observed) {
    return observed.statement().kind() == Statement.Kind.TRANSACTION_CONTROL;
  }

  /** Within a transaction an earlier statement may have taken the lock that it needs alone. */
  private static boolean strongAlone(Observed observed) {
    return strong(observed)
        || observed.changesSchema()
            && observed.run().locks().stream()
                .anyMatch(lock -> lock.preexisting() && lock.mode().blocksWrites());
  }

  private static boolean strong(Observed observed) {
    return observed.run().locks().stream()
        .anyMatch(lock -> lock.acquired() && lock.preexisting() && lock.mode().blocksWrites());
  }

  private static Optional<String> localSetting(String sql) {
    java.util.regex.Matcher set =
        java.util.regex.Pattern.compile("(?is)^SET\\s+LOCAL\\s+([a-z_.]+).*").matcher(sql);
    return set.matches() ? Optional.of(set.group(1)) : Optional.empty();
  }

  /** Puts lock timeouts where they belong, and leaves the user's own where he set some. */
  private static final class LockTimeouts {

    private final List<PlannedStep> placed = new ArrayList<>();
    private String current = "RESET lock_timeout";
    private String users = "RESET lock_timeout";
    private boolean inBlock;

    List<PlannedStep> around(List<PlannedStep> steps) {
      for (PlannedStep step : steps) {
        place(step);
      }
      return placed;
    }

    private void place(PlannedStep step) {
      if (step.kind() == Statement.Kind.TRANSACTION_CONTROL) {
        boolean begins =
            step.sql().toUpperCase(Locale.ROOT).startsWith("BEGIN")
                || step.sql().toUpperCase(Locale.ROOT).startsWith("START");
        if (begins && step.patience() == Patience.SHORT) {
          want(step, GIVE_UP);
        } else if (begins) {
          want(step, users);
        }
        inBlock = begins;
      } else if (!inBlock) {
        want(step, wanted(step));
      }
      placed.add(step);
      if (step.why() == null
          && step.sql().matches("(?is)^(RE)?SET\\s+(SESSION\\s+)?lock_timeout.*")) {
        users = step.sql();
        current = users;
      }
    }

    private String wanted(PlannedStep step) {
      boolean usersOwn = users.matches("(?is)^SET.*");
      return switch (step.patience()) {
        case SHORT -> usersOwn ? users : GIVE_UP;
        case LONG -> WAIT;
        case AS_IS -> users;
      };
    }

    private void want(PlannedStep step, String setting) {
      if (!setting.equals(current)) {
        String why =
            setting.equals(GIVE_UP)
                ? "gives up rather than let everyone queue behind it; then try again"
                : setting.equals(WAIT)
                    ? "nobody queues behind what follows, so it may wait"
                    : "as the migration had it";
        placed.add(
            new PlannedStep(
                step.original(),
                step.deploy(),
                setting,
                Statement.Kind.PLAIN,
                null,
                Patience.AS_IS,
                why));
        current = setting;
      }
    }
  }
}
