package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.config.Nearest;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.reports.analysis.Explanations;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code rehearse explain}. */
@Command(
    name = "explain",
    header = "Explains a finding or a lock mode, offline.",
    description = {
      "",
      "Examples:",
      "  rehearse explain                     what can be explained",
      "  rehearse explain work-under-lock",
      "  rehearse explain access exclusive",
      ""
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "The name as reports spell it; a lock mode also as SQL or pg_locks do.")
  private List<String> words = List.of();

  @Override
  public Integer call() {
    String name = String.join(" ", words);
    main.console().out().print(name.isEmpty() ? names() : explanation(name));
    return ExitCode.DONE;
  }

  private static String names() {
    return String.join("\n", Explanations.names()) + "\n";
  }

  private static String explanation(String name) {
    return Explanations.of(name)
        .orElseThrow(() -> new Problem(Problem.Kind.USAGE, "'" + name + "' is " + unknown(name)));
  }

  private static String unknown(String name) {
    return "neither a finding nor a lock mode; "
        + Nearest.to(name.toLowerCase(Locale.ROOT).replace(' ', '-'), Explanations.names())
            .map(nearest -> "did you mean " + nearest + "?")
            .orElse("rehearse explain lists what there is");
  }
}
