package dev.rehearsal.harness.rewrite;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Statements of one transaction, each in its own. */
final class Dissolution {

  private static final Pattern SET_LOCAL = Pattern.compile("(?is)^SET\\s+LOCAL\\s+([a-z_.]+).*");

  private final Draft draft;

  Dissolution(Draft draft) {
    this.draft = draft;
  }

  void of(OneTransaction transaction, Map<Integer, Steps> safer) {
    draft.improved();
    Set<String> local = new TreeSet<>();
    List<Observed> kept =
        transaction.statements().stream().filter(each -> !each.transactionControl()).toList();
    for (Observed observed : kept) {
      Optional<String> setting = localSetting(observed);
      if (setting.isPresent()) {
        local.add(setting.get());
        draft.keep(observed, forSession(observed), false);
      } else {
        draft.put(observed, safer);
      }
    }
    for (String name : local) {
      draft.reset(transaction.last(), "RESET " + name, "the setting was for this transaction only");
    }
    if (kept.size() > 1) {
      draft.loses(atomicity(kept));
    }
  }

  private static Optional<String> localSetting(Observed observed) {
    Matcher set = SET_LOCAL.matcher(observed.statement().sql());
    return set.matches() ? Optional.of(set.group(1)) : Optional.empty();
  }

  private static String forSession(Observed observed) {
    return observed.statement().sql().replaceFirst("(?i)^(SET\\s+)LOCAL\\s+", "$1");
  }

  private static String atomicity(List<Observed> kept) {
    return "statements "
        + kept.get(0).index()
        + " to "
        + kept.get(kept.size() - 1).index()
        + " were one transaction, which a failure would have rolled back as a whole; now it leaves"
        + " what was done before it";
  }
}
