package dev.rehearsal.harness.conformance;

import java.util.List;

/** Liquibase with formatted SQL, a changeset a version. */
final class LiquibaseTool implements Tool {

  @Override
  public String name() {
    return "liquibase";
  }

  @Override
  public String installed() {
    return "java-tools/lib";
  }

  @Override
  public void write(Project project, List<Version> versions) {
    StringBuilder changelog = new StringBuilder("--liquibase formatted sql\n");
    for (Version version : versions) {
      boolean body = version.sql().contains("$$");
      changelog.append(
          "\n--changeset shop:%s runInTransaction:%s%s\n"
              .formatted(version.name(), version.transaction(), body ? " endDelimiter:\\n@@" : ""));
      changelog.append(
          body ? String.join("\n@@\n", version.statements()) + "\n@@\n" : version.sql());
    }
    project.with("changelog.sql", changelog.toString());
  }

  @Override
  public String command() {
    return JavaTool.command(
        "liquibase.integration.commandline.LiquibaseCommandLine",
        "--show-banner=false --analytics-enabled=false --changelog-file=changelog.sql"
            + " --url={jdbc-url} --username={user} --password={password} update");
  }

  @Override
  public String bookkeeping() {
    return "SELECT concat_ws(' ', orderexecuted, id, author, exectype, md5sum)"
        + " FROM databasechangelog ORDER BY orderexecuted";
  }

  @Override
  public String migrations() {
    return ".";
  }

  @Override
  public String base() {
    return "base";
  }
}
