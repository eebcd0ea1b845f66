package dev.rehearsal.harness.library.liquibase;

import dev.rehearsal.harness.library.Library;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import liquibase.Scope;
import liquibase.command.CommandScope;
import liquibase.command.core.UpdateCommandStep;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.configuration.LiquibaseConfiguration;
import liquibase.configuration.core.DefaultsFileValueProvider;
import liquibase.database.Database;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.resource.SearchPathResourceAccessor;

/** Updates by Liquibase. */
public final class LiquibaseLibrary implements Library {

  @Override
  public void migrate(Task task) throws Exception {
    Map<String, Object> printing = new HashMap<>();
    printing.put(Scope.Attr.ui.name(), new Lines(task.output()));
    printing.put(Scope.Attr.logService.name(), new Log(task.output()));
    Scope.child(printing, () -> configured(task));
  }

  private static void configured(Task task) throws Exception {
    Scope.getCurrentScope()
        .getSingleton(LiquibaseConfiguration.class)
        .registerProvider(new DefaultsFileValueProvider(properties(task), "the configuration"));
    Path directory = directory(task.migrations());
    SearchPathResourceAccessor files =
        new SearchPathResourceAccessor(
            new DirectoryResourceAccessor(directory),
            new ClassLoaderResourceAccessor(Thread.currentThread().getContextClassLoader()));
    try {
      Scope.child(Scope.Attr.resourceAccessor, files, () -> update(task));
    } finally {
      files.close(); // and with it the jars that it has opened
    }
  }

  /** A changelog's path is part of the name of its changesets, so that it must not be absolute. */
  private static Path directory(Path changelog) {
    return changelog != null && changelog.isAbsolute() ? changelog.getParent() : Path.of("");
  }

  private static ByteArrayInputStream properties(Task task) throws IOException {
    Properties properties = new Properties();
    properties.putAll(task.settings());
    properties.setProperty("liquibase.analytics.enabled", "false");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    properties.store(bytes, null);
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  private static void update(Task task) throws Exception {
    CommandScope update =
        new CommandScope(UpdateCommandStep.COMMAND_NAME).setOutput(OutputStream.nullOutputStream());
    if (task.migrations() != null) {
      Path changelog = task.migrations();
      Path named = changelog.isAbsolute() ? changelog.getFileName() : changelog;
      update.addArgumentValue(
          UpdateCommandStep.CHANGELOG_FILE_ARG, named.toString().replace('\\', '/'));
    }
    Database database = OpenedDatabase.of(task.database(), update);
    try {
      update.addArgumentValue(DbUrlConnectionArgumentsCommandStep.DATABASE_ARG, database).execute();
    } finally {
      database.close();
    }
  }
}
