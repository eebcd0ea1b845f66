package dev.rehearsal.harness.conformance;

import java.util.List;
import java.util.Set;

/** Django on psycopg: a transaction a migration, unless it says that it is not atomic. */
final class DjangoTool implements Tool {

  private static final String SETTINGS =
      """
      import os
      from urllib.parse import urlsplit

      url = urlsplit(os.environ['DATABASE_URL'])
      SECRET_KEY = 'none'
      INSTALLED_APPS = ['shop']
      DATABASES = {
          'default': {
              'ENGINE': 'django.db.backends.postgresql',
              'HOST': url.hostname,
              'PORT': url.port,
              'USER': url.username,
              'PASSWORD': url.password,
              'NAME': url.path[1:],
          }
      }
      """;

  @Override
  public String name() {
    return "django";
  }

  @Override
  public String installed() {
    return "python-tools/bin/django-admin";
  }

  @Override
  public void write(Project project, List<Version> versions) {
    project
        .with("settings.py", SETTINGS)
        .with("shop/__init__.py", "")
        .with("shop/migrations/__init__.py", "");
    String before = "";
    int number = 0;
    for (Version version : versions) {
      String name = "%04d_%s".formatted(++number, version.name());
      project.with("shop/migrations/" + name + ".py", migration(version, before));
      before = "('shop', '" + name + "')";
    }
  }

  private static String migration(Version version, String before) {
    StringBuilder functions = new StringBuilder();
    StringBuilder operations = new StringBuilder();
    for (String statement : version.statements()) {
      if (Python.copies(statement)) {
        functions.append(
            "\n\ndef copy(apps, editor):\n    with editor.connection.cursor() as cursor:\n");
        functions.append(Python.copy(statement, "cursor", "        "));
        operations.append("        migrations.RunPython(copy),\n");
      } else {
        operations.append("        migrations.RunSQL([" + Python.text(statement) + "]),\n");
      }
    }
    return """
    from django.db import migrations
    %s

    class Migration(migrations.Migration):
        atomic = %s
        dependencies = [%s]
        operations = [
    %s    ]
    """
        .formatted(functions, version.transaction() ? "True" : "False", before, operations);
  }

  @Override
  public String command() {
    return "PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=. DJANGO_SETTINGS_MODULE=settings '"
        + Python.bin("django-admin")
        + "' migrate --no-color";
  }

  @Override
  public String bookkeeping() {
    return "SELECT concat_ws(' ', app, name) FROM django_migrations ORDER BY id";
  }

  @Override
  public Set<Case> lacks() {
    return Set.of();
  }
}
