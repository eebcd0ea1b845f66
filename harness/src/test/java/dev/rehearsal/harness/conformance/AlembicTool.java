package dev.rehearsal.harness.conformance;

import java.util.List;
import java.util.Set;

/** Alembic on psycopg, statement by statement. */
final class AlembicTool implements Tool {

  private static final String ENV =
      """
      import os
      from alembic import context
      from sqlalchemy import create_engine, pool

      url = os.environ['DATABASE_URL'].split('://', 1)[1]
      engine = create_engine('postgresql+psycopg://' + url, poolclass=pool.NullPool)
      with engine.connect() as connection:
          context.configure(connection=connection)
          with context.begin_transaction():
              context.run_migrations()
      """;

  @Override
  public String name() {
    return "alembic";
  }

  @Override
  public String installed() {
    return "python-tools/bin/alembic";
  }

  @Override
  public void write(Project project, List<Version> versions) {
    project
        .with("alembic.ini", "[alembic]\nscript_location = %(here)s/alembic\npath_separator = os\n")
        .with("alembic/env.py", ENV);
    int number = 0;
    for (Version version : versions) {
      String before = number == 0 ? "None" : "'%04d'".formatted(number);
      project.with(
          "alembic/versions/%04d_%s.py".formatted(++number, version.name()),
          "from alembic import op\n\nrevision = '%04d'\ndown_revision = %s\n\n\ndef upgrade():\n%s"
              .formatted(number, before, body(version)));
    }
  }

  private static String body(Version version) {
    String indent = version.transaction() ? "    " : "        ";
    StringBuilder body =
        new StringBuilder(
            version.transaction() ? "" : "    with op.get_context().autocommit_block():\n");
    for (String statement : version.statements()) {
      body.append(
          Python.copies(statement)
              ? Python.copy(statement, "op.get_bind().connection.cursor()", indent)
              : indent + "op.execute(" + Python.text(statement) + ")\n");
    }
    return body.toString();
  }

  @Override
  public String command() {
    return "'" + Python.bin("alembic") + "' upgrade head";
  }

  @Override
  public String bookkeeping() {
    return "SELECT version_num FROM alembic_version";
  }

  @Override
  public Set<Case> lacks() {
    return Set.of();
  }
}
