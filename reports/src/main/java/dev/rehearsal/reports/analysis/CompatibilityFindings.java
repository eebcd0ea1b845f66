package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.analysis.Compatibility.Broken;
import dev.rehearsal.reports.analysis.Compatibility.Deployed;
import dev.rehearsal.reports.analysis.Compatibility.Moment;
import dev.rehearsal.reports.analysis.Compatibility.State;
import dev.rehearsal.reports.analysis.Compatibility.VersionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code breaks-application}: what the migration does to the versions of the application. */
final class CompatibilityFindings {

  private static final String REMEDY = FindingKind.BREAKS_APPLICATION.remedy();
  private static final String REPLAN =
      "Let the application prepare its statements anew after the migration: restart it, or have its"
          + " pool close idle connections; name columns instead of SELECT *.";

  private final Evidence evidence;
  private final List<VersionResult> versions;
  private final List<Finding> findings = new ArrayList<>();

  CompatibilityFindings(Evidence evidence) {
    this.evidence = evidence;
    this.versions =
        evidence.compatibility() == null ? List.of() : evidence.compatibility().versions();
  }

  List<Finding> all() {
    List<VersionResult> given = versions.stream().filter(each -> !each.derived()).toList();
    List<Integer> gaps = given.isEmpty() ? List.of() : Rollout.gaps(given);
    gaps.stream().filter(gap -> someWorkedBefore(given, gap)).forEach(gap -> error(given, gap));
    for (VersionResult version : versions) {
      for (Change change : changes(version)) {
        if (change.to.state() == State.STALE) {
          stale(version, change.to);
        } else if (version.derived()) {
          derived(change);
        } else if (gaps.isEmpty()) {
          outlived(version, change);
        }
      }
    }
    return findings;
  }

  /** What the matrix cannot say because the workload does not fit the database. */
  static List<String> gaps(Compatibility compatibility) {
    List<String> gaps = new ArrayList<>();
    if (compatibility != null) {
      for (VersionResult version : compatibility.versions()) {
        if (!version.derived() && version.moments().stream().noneMatch(Change::works)) {
          gaps.add("application version " + version.name() + " works at no point: " + why(version));
        }
      }
      List<VersionResult> given =
          compatibility.versions().stream().filter(each -> !each.derived()).toList();
      boolean start = given.stream().anyMatch(each -> Change.works(each.moments().get(0)));
      if (!given.isEmpty() && !start) {
        gaps.add(
            "no application version works before the migration, so nothing tells what it breaks");
      }
    }
    return gaps;
  }

  private static String why(VersionResult version) {
    return version.moments().stream()
        .filter(moment -> !moment.broken().isEmpty())
        .findFirst()
        .map(moment -> said(moment.broken()))
        .orElse("it was not tried");
  }

  /** From one point that was tried to the next. */
  private record Change(Moment from, Moment to) {
    static boolean works(Moment moment) {
      return moment.state() == State.WORKS || moment.state() == State.STALE;
    }

    /** What worked at the one and does not at the other. */
    List<Broken> broken() {
      return to.broken().stream()
          .filter(each -> to.state() == State.STALE || each.how().equals("fresh"))
          .filter(
              each ->
                  from.broken().stream()
                      .noneMatch(
                          old -> old.query().equals(each.query()) && old.how().equals(each.how())))
          .toList();
    }
  }

  private static List<Change> changes(VersionResult version) {
    List<Moment> tried =
        version.moments().stream().filter(moment -> moment.state() != State.UNTRIED).toList();
    List<Change> changes = new ArrayList<>();
    for (int i = 1; i < tried.size(); i++) {
      Change change = new Change(tried.get(i - 1), tried.get(i));
      if (Change.works(change.from) && !change.broken().isEmpty()) {
        changes.add(change);
      } else if (version.derived() && !change.broken().isEmpty()) {
        changes.add(change);
      }
    }
    return changes;
  }

  private static boolean someWorkedBefore(List<VersionResult> given, int statement) {
    return given.stream().anyMatch(version -> changeAt(version, statement) != null);
  }

  private static Change changeAt(VersionResult version, int statement) {
    return changes(version).stream()
        .filter(change -> change.to.afterStatement() == statement)
        .filter(change -> !Change.works(change.to))
        .findFirst()
        .orElse(null);
  }

  private void error(List<VersionResult> given, int statement) {
    String broken =
        given.stream()
            .map(version -> sentence(version, changeAt(version, statement)))
            .filter(Objects::nonNull)
            .collect(Collectors.joining("; "));
    add(
        Severity.ERROR,
        statement,
        broken,
        "no version of the application works both before and after "
            + label(statement)
            + ": requests fail from its commit until every instance is replaced",
        REMEDY);
  }

  private static String sentence(VersionResult version, Change change) {
    return change == null ? null : version.name() + ": " + said(change.broken());
  }

  private void derived(Change change) {
    int statement = change.to.afterStatement();
    add(
        Severity.WARN,
        statement,
        "derived from the schema: " + said(change.broken()),
        "an application that does the same fails from the commit of "
            + label(statement)
            + " on; whether yours does, versions in workload.yaml would tell",
        REMEDY);
  }

  private void outlived(VersionResult version, Change change) {
    int statement = change.to.afterStatement();
    add(
        splitsAScript() ? Severity.WARN : Severity.INFO,
        statement,
        sentence(version, change),
        version.name() + " must not run any more when " + label(statement) + " is committed",
        order());
  }

  private void stale(VersionResult version, Moment moment) {
    int statement = moment.afterStatement();
    add(
        version.derived() ? Severity.INFO : Severity.WARN,
        statement,
        version.name() + ": " + said(moment.broken()),
        "each session that had prepared these before "
            + label(statement)
            + " fails once, if it is in a transaction then",
        REPLAN);
  }

  private void add(
      Severity severity, int statement, String evidence, String effect, String remedy) {
    findings.add(
        new Finding(
            FindingKind.BREAKS_APPLICATION.id(),
            severity,
            statement,
            null,
            evidence,
            effect,
            remedy));
  }

  private String label(int statement) {
    return evidence.labels().statement(statement);
  }

  private static String said(List<Broken> broken) {
    return broken.stream()
        .map(
            each ->
                "%s fails with %s%s"
                    .formatted(
                        each.query(),
                        each.sqlState(),
                        each.message() == null ? "" : " (" + each.message() + ")"))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String order() {
    List<Deployed> rollout = evidence.compatibility().rollout();
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < rollout.size(); i++) {
      int after = rollout.get(i).afterStatement();
      String from = after == 0 ? "before the migration" : "after " + label(after);
      String until = i == 0 ? "" : " and before " + label(rollout.get(i - 1).untilStatement() + 1);
      steps.add(rollout.get(i).version() + " " + from + until);
    }
    return "Deploy in this order: " + String.join("; ", steps) + ".";
  }

  /** Whether a deploy is needed where a runner would run on. */
  private boolean splitsAScript() {
    List<Deployed> rollout = evidence.compatibility().rollout();
    for (int i = 1; i < rollout.size(); i++) {
      int from = rollout.get(i).afterStatement();
      int until = rollout.get(i - 1).untilStatement();
      if (IntStream.rangeClosed(from, until).noneMatch(this::endsAScript)) {
        return true;
      }
    }
    return false;
  }

  private boolean endsAScript(int statement) {
    return statement == 0
        || !evidence
            .statement(statement)
            .script()
            .equals(evidence.statement(statement + 1).script());
  }
}
