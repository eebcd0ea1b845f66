package dev.rehearsal.harness.conformance;

import java.util.List;

/** drizzle-kit: the statements of a version stand apart, all pending versions run in one go. */
final class DrizzleTool implements Tool {

  private static final String CONFIG =
      """
      export default {
        dialect: 'postgresql',
        out: './drizzle',
        dbCredentials: { url: process.env.DATABASE_URL },
      }
      """;

  @Override
  public String name() {
    return "drizzle";
  }

  @Override
  public String installed() {
    return "npm-tools/node_modules/drizzle-kit";
  }

  @Override
  public void write(Project project, List<Version> versions) {
    project.with("drizzle.config.ts", CONFIG).withLink("node_modules", Installed.node("."));
    StringBuilder entries = new StringBuilder();
    int number = 0;
    for (Version version : versions) {
      String tag = "%04d_%s".formatted(number, version.name());
      entries.append(number == 0 ? "" : ",\n");
      entries.append(
          "    {\"idx\": %d, \"version\": \"7\", \"when\": %d, \"tag\": \"%s\", \"breakpoints\": true}"
              .formatted(number, 1767225600000L + number, tag));
      project.with(
          "drizzle/" + tag + ".sql",
          String.join(";\n--> statement-breakpoint\n", version.statements()) + ";\n");
      number++;
    }
    project.with(
        "drizzle/meta/_journal.json",
        "{\n  \"version\": \"7\",\n  \"dialect\": \"postgresql\",\n  \"entries\": [\n"
            + entries
            + "\n  ]\n}\n");
  }

  @Override
  public String command() {
    return "node '" + Installed.node("drizzle-kit/bin.cjs") + "' migrate";
  }

  @Override
  public String bookkeeping() {
    return "SELECT concat_ws(' ', hash, created_at) FROM drizzle.__drizzle_migrations ORDER BY id";
  }

  @Override
  public String migrations() {
    return "drizzle";
  }

  @Override
  public String base() {
    return "0000_base";
  }
}
