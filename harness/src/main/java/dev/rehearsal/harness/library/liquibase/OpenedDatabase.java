package dev.rehearsal.harness.library.liquibase;

import javax.sql.DataSource;
import liquibase.GlobalConfiguration;
import liquibase.command.CommandScope;
import liquibase.command.core.helpers.DbUrlConnectionArgumentsCommandStep;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.core.DatabaseUtils;
import liquibase.database.jvm.JdbcConnection;

/**
 * A database as Liquibase's command line opens it: with the schemas and names of tables of its
 * configuration, which Liquibase itself applies only to a database that it has connected to.
 */
final class OpenedDatabase {

  private OpenedDatabase() {}

  /**
   * Connects.
   *
   * @param command whose configuration counts
   */
  static Database of(DataSource source, CommandScope command) throws Exception {
    Database database =
        DatabaseFactory.getInstance()
            .findCorrectDatabaseImplementation(new JdbcConnection(source.getConnection()));
    String catalog =
        command.getArgumentValue(DbUrlConnectionArgumentsCommandStep.DEFAULT_CATALOG_NAME_ARG);
    String schema =
        command.getArgumentValue(DbUrlConnectionArgumentsCommandStep.DEFAULT_SCHEMA_NAME_ARG);
    database.setDefaultCatalogName(catalog);
    database.setDefaultSchemaName(schema);
    database.setOutputDefaultCatalog(true);
    database.setOutputDefaultSchema(true);
    database.setLiquibaseCatalogName(GlobalConfiguration.LIQUIBASE_CATALOG_NAME.getCurrentValue());
    database.setLiquibaseSchemaName(GlobalConfiguration.LIQUIBASE_SCHEMA_NAME.getCurrentValue());
    database.setLiquibaseTablespaceName(
        GlobalConfiguration.LIQUIBASE_TABLESPACE_NAME.getCurrentValue());
    database.setDatabaseChangeLogTableName(
        GlobalConfiguration.DATABASECHANGELOG_TABLE_NAME.getCurrentValue());
    database.setDatabaseChangeLogLockTableName(
        GlobalConfiguration.DATABASECHANGELOGLOCK_TABLE_NAME.getCurrentValue());
    DatabaseUtils.initializeDatabase(catalog, schema, database);
    return database;
  }
}
