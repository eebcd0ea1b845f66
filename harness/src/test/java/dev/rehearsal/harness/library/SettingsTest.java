package dev.rehearsal.harness.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.harness.config.LibrarySpec;
import dev.rehearsal.harness.config.LibrarySpec.Product;
import dev.rehearsal.harness.config.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

  @TempDir private Path directory;

  private Map<String, String> of(Product product, Path... files) {
    return Settings.of(
        new LibrarySpec(
            product,
            product.defaultVersion(),
            List.of(files),
            List.of(),
            null,
            Duration.ofMinutes(1)));
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void flywayHearsNothingOfWhereToConnect() throws IOException {
    Path toml =
        file(
            "flyway.toml",
            """
            id = "shop"
            databaseType = "PostgreSql"
            [environments.default]
            url = "jdbc:postgresql://prod/shop"
            user = "prod"
            password = "prod"
            [environments.default.jdbcProperties]
            sslmode = "require"
            [flyway]
            url = "jdbc:postgresql://prod/shop"
            user = "prod"
            password = "prod"
            driver = "x.Driver"
            cleanDisabled = false
            locations = ["filesystem:a", "filesystem:b"]
            mixed = true
            jdbcProperties.sslmode = "require"
            vault.url = "https://prod"
            [flyway.placeholders]
            url = "kept"
            [flyway.postgresql.transactional]
            lock = false
            """);

    assertThat(of(Product.FLYWAY, toml))
        .isEqualTo(
            Map.of(
                "flyway.locations", "filesystem:a,filesystem:b",
                "flyway.mixed", "true",
                "flyway.placeholders.url", "kept",
                "flyway.postgresql.transactional.lock", "false"));
  }

  @Test
  void flywaysEnvironmentCountsButForItsAddress() throws IOException {
    Path toml =
        file(
            "flyway.toml",
            """
            [environments.default]
            schemas = ["not_this"]
            [environments.ci]
            url = "jdbc:postgresql://prod/shop"
            schemas = ["app", "audit"]
            initSql = "SET ROLE app"
            [environments.ci.flyway]
            table = "history"
            url = "jdbc:postgresql://prod/shop"
            [environments.ci2.flyway]
            table = "not_this"
            [flyway]
            environment = "ci"
            table = "not_this"
            """);

    assertThat(of(Product.FLYWAY, toml))
        .isEqualTo(
            Map.of(
                "flyway.schemas", "app,audit",
                "flyway.initSql", "SET ROLE app",
                "flyway.table", "history"));
  }

  @Test
  void liquibaseHearsNothingOfWhereToConnectHoweverItIsWritten() throws IOException {
    Path properties =
        file(
            "liquibase.properties",
            """
            url=jdbc:postgresql://prod/shop
            liquibase.command.url: jdbc:postgresql://prod/shop
            liquibase.command.update.username=prod
            user-name=prod
            password=prod
            driver=org.postgresql.Driver
            driverPropertiesFile=prod.properties
            referenceUrl=jdbc:postgresql://prod/shop
            reference-password=prod
            liquibase.command.referenceUsername=prod
            classpath=lib/x.jar
            changeLogFile=db/changelog.xml
            databaseChangeLogTableName=applied
            liquibase.command.contexts=ci
            parameter.url=kept
            """);

    assertThat(of(Product.LIQUIBASE, properties))
        .isEqualTo(
            Map.of(
                "changeLogFile", "db/changelog.xml",
                "databaseChangeLogTableName", "applied",
                "liquibase.command.contexts", "ci",
                "parameter.url", "kept"));
  }

  @Test
  void aLaterFileCountsBeforeAnEarlierOne() throws IOException {
    Path first = file("first.conf", "flyway.table=first\nflyway.group=true\n");
    Path second = file("second.toml", "[flyway]\ntable = 'second'\n");

    assertThat(of(Product.FLYWAY, first, second))
        .isEqualTo(Map.of("flyway.table", "second", "flyway.group", "true"));
  }

  @Test
  void whatIsBrokenIsNamedWithItsLine() throws IOException {
    Path broken = file("flyway.toml", "[flyway]\ntable = \n");

    assertThatThrownBy(() -> of(Product.FLYWAY, broken))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith(broken + ":2: is not TOML: ");
  }
}
