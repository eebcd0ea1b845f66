package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.rewrite.PlannedStep.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Puts lock timeouts where they belong, and leaves the user's own where he set some. */
final class LockTimeouts {

  private static final String GIVE_UP = "SET lock_timeout = '2s'";
  private static final String WAIT = "SET lock_timeout = 0";
  private static final String RESET = "RESET lock_timeout";

  private static final Pattern USERS_OWN =
      Pattern.compile("(?is)^(RE)?SET\\s+(SESSION\\s+)?lock_timeout.*");
  private static final Pattern SET = Pattern.compile("(?is)^SET.*");
  private static final Pattern BEGIN = Pattern.compile("(?is)^(BEGIN|START).*");

  private final List<PlannedStep> placed = new ArrayList<>();
  private String current = RESET;
  private String users = RESET;
  private boolean inBlock;

  private LockTimeouts() {}

  /** The steps with the settings that they need in between. */
  static List<PlannedStep> around(List<PlannedStep> steps) {
    LockTimeouts timeouts = new LockTimeouts();
    steps.forEach(timeouts::place);
    return timeouts.placed;
  }

  private void place(PlannedStep step) {
    if (step.kind() == Statement.Kind.TRANSACTION_CONTROL) {
      inBlock = BEGIN.matcher(step.sql()).matches();
      if (inBlock) {
        want(step, step.patience() == Patience.SHORT ? GIVE_UP : users);
      }
    } else if (!inBlock) {
      want(step, wanted(step));
    }
    placed.add(step);
    if (step.why() == null && USERS_OWN.matcher(step.sql()).matches()) {
      users = step.sql();
      current = users;
    }
  }

  private String wanted(PlannedStep step) {
    return switch (step.patience()) {
      case SHORT -> SET.matcher(users).matches() ? users : GIVE_UP;
      case LONG -> WAIT;
      case AS_IS -> users;
    };
  }

  private void want(PlannedStep step, String setting) {
    if (!setting.equals(current)) {
      placed.add(
          new PlannedStep(
              step.original(),
              step.deploy(),
              setting,
              Statement.Kind.PLAIN,
              null,
              Patience.AS_IS,
              why(setting)));
      current = setting;
    }
  }

  private static String why(String setting) {
    return switch (setting) {
      case GIVE_UP -> "gives up rather than let everyone queue behind it; then try again";
      case WAIT -> "nobody queues behind what follows, so it may wait";
      default -> "as the migration had it";
    };
  }
}
