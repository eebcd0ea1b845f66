package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Nearest;
import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Migration;
import dev.rehearsal.reports.recording.Grouping;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All layouts, and which of them a directory has. */
final class Layouts {

  private static final String MULTI_STATEMENT = GolangMigrate.NAME + ":x-multi-statement";

  private static final List<Layout> ALL =
      List.of(
          new GolangMigrate(Grouping.MESSAGE),
          new Prisma(),
          new Drizzle(),
          new Dbmate(),
          new Goose(),
          new NodePgMigrate(),
          new Diesel(),
          new Flyway(),
          new Liquibase(),
          new Sqitch());

  /**
   * A layout and what told it.
   *
   * @param why one clause
   */
  record Found(Layout layout, String why) {}

  private Layouts() {}

  /**
   * The one that the user names.
   *
   * @throws Problem if there is none of that name
   */
  static Found named(String name) {
    Map<String, Layout> byName = new LinkedHashMap<>();
    ALL.forEach(layout -> byName.put(layout.name(), layout));
    byName.put(MULTI_STATEMENT, new GolangMigrate(Grouping.STATEMENTS));
    Layout layout = byName.get(name);
    if (layout == null) {
      List<String> names = new ArrayList<>(byName.keySet());
      names.add(Migration.PSQL);
      throw new Problem(
          Problem.Kind.USAGE,
          "--runner: there is no tool "
              + name
              + "; "
              + Nearest.to(name, names)
                  .map(nearest -> "did you mean " + nearest + "?")
                  .orElse("it must be one of " + String.join(", ", names)));
    }
    return new Found(layout, "named by --runner");
  }

  /**
   * The one that the directory, or the file, shows.
   *
   * @throws Problem if it shows several
   */
  static Optional<Found> recognise(Directory directory) {
    refuseScriptsOfSqitch(directory);
    List<Found> found = new ArrayList<>();
    for (Layout layout : ALL) {
      if (directory.isFile() && !layout.readsFile()) {
        continue;
      }
      layout.recognise(directory).ifPresent(why -> found.add(new Found(layout, why)));
    }
    if (found.size() > 1) {
      throw directory.problem(
          "looks like "
              + found.stream()
                  .map(each -> each.layout().name() + " (" + each.why() + ")")
                  .collect(Collectors.joining(" and like "))
              + "; say which with --runner");
    }
    return found.stream().findFirst();
  }

  /** Its scripts run in the order of the plan and not of their names. */
  private static void refuseScriptsOfSqitch(Directory directory) {
    if (directory.has("../sqitch.plan") && !directory.has("sqitch.plan")) {
      throw directory.problem(
          "belongs to sqitch, whose plan is in the directory above; name that, or say --runner psql"
              + " for plain files in the order of their names");
    }
  }
}
