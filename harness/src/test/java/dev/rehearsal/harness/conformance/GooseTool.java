package dev.rehearsal.harness.conformance;

import java.util.List;

/** goose: both ways in one file, statements with bodies between marks. */
final class GooseTool implements Tool {

  @Override
  public String name() {
    return "goose";
  }

  @Override
  public String installed() {
    return "goose/goose";
  }

  @Override
  public void write(Project project, List<Version> versions) {
    int number = 0;
    for (Version version : versions) {
      StringBuilder file = new StringBuilder();
      file.append(version.transaction() ? "" : "-- +goose NO TRANSACTION\n");
      file.append("-- +goose Up\n");
      for (String statement : version.statements()) {
        file.append(
            statement.contains("$$")
                ? "-- +goose StatementBegin\n" + statement + ";\n-- +goose StatementEnd\n"
                : statement + ";\n");
      }
      project.with("migrations/%05d_%s.sql".formatted(++number, version.name()), file.toString());
    }
  }

  @Override
  public String command() {
    return "'" + Installed.path("goose/goose") + "' -dir migrations postgres '{url}' up";
  }

  @Override
  public String bookkeeping() {
    return "SELECT version_id::text FROM goose_db_version ORDER BY id";
  }

  @Override
  public String migrations() {
    return "migrations";
  }
}
