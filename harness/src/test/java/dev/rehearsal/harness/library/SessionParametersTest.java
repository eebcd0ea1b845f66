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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGProperty;

class SessionParametersTest {

  @TempDir private Path directory;

  private Map<String, String> of(Product product, String name, String text) throws IOException {
    Path file = Files.writeString(directory.resolve(name), text);
    return SessionParameters.of(
        new LibrarySpec(
            product,
            product.defaultVersion(),
            List.of(file),
            List.of(),
            null,
            Duration.ofMinutes(1)));
  }

  private Map<String, String> ofUrl(String parameters) throws IOException {
    String url = "flyway.url=jdbc:postgresql://prod:5432/shop?" + parameters + "\n";
    return of(Product.FLYWAY, "flyway.conf", url);
  }

  @Test
  void whatChangesASessionIsCarriedAndWhatLeadsElsewhereIsNot() throws IOException {
    assertThat(
            ofUrl(
                "user=prod&password=x&sslmode=require&sslfactory=x.Y&socketFactory=x.Y&service=prod"
                    + "&authenticationPluginClassName=x.Y&currentSchema=app,public&PGHOST=prod"
                    + "&options=-c%20lock_timeout=2s&stringtype=unspecified&ApplicationName=a+b"))
        .isEqualTo(
            Map.of(
                "currentSchema", "app,public",
                "options", "-c lock_timeout=2s",
                "stringtype", "unspecified",
                "ApplicationName", "a b"));
    assertThat(ofUrl("")).isEmpty();
  }

  @Test
  void theEnvironmentThatIsChosenCountsAndItsUrlBeforeItsProperties() throws IOException {
    assertThat(
            of(
                Product.FLYWAY,
                "flyway.toml",
                """
                [environments.default]
                url = "jdbc:postgresql://prod/shop?currentSchema=not_this"
                [environments.ci]
                url = "jdbc:postgresql://prod/shop?currentSchema=app"
                [environments.ci.jdbcProperties]
                currentSchema = "not_this"
                stringtype = "unspecified"
                [flyway]
                environment = "ci"
                """))
        .isEqualTo(Map.of("currentSchema", "app", "stringtype", "unspecified"));
  }

  @Test
  void liquibasesUrlAndItsFileForTheDriverCount() throws IOException {
    Path driver = directory.resolve("driver.properties");
    Files.writeString(driver, "user=prod\nstringtype=unspecified\ncurrentSchema=not_this\n");

    assertThat(
            of(
                Product.LIQUIBASE,
                "liquibase.properties",
                """
                url=jdbc:postgresql://prod/shop?currentSchema=not_this
                liquibase.command.url=jdbc:postgresql://prod/shop?currentSchema=app
                driver-properties-file=%s
                """
                    .formatted(driver)))
        .isEqualTo(Map.of("currentSchema", "app", "stringtype", "unspecified"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"replication=database", "xmlFactoryFactory=x.Y", "wrapperPlugins=iam"})
  void whatIsNeitherIsRefusedByName(String parameter) {
    assertThatThrownBy(() -> ofUrl(parameter))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith(
            directory.resolve("flyway.conf")
                + ": the parameter '"
                + parameter.split("=")[0]
                + "' of the connection cannot be given to a tool in process; ");
  }

  @Test
  void aVariableIsRefusedSinceNothingReplacesIt() {
    assertThatThrownBy(() -> ofUrl("currentSchema=${env.SCHEMA}"))
        .hasMessageContaining("has a variable, which is not replaced in process");
  }

  /** So that one that a new version of the driver brings is thought about. */
  @ParameterizedTest
  @EnumSource(PGProperty.class)
  void everyParameterOfTheDriverIsDecided(PGProperty property) throws IOException {
    List<String> refused = List.of("replication", "xmlFactoryFactory");
    boolean carried;
    try {
      carried = ofUrl(property.getName() + "=1").containsKey(property.getName());
    } catch (Problem told) {
      assertThat(refused).contains(property.getName());
      return;
    }
    boolean leadsElsewhere =
        property.getName().matches("(?i).*(host|port|db|user|pass|ssl|class|factory|service).*");
    assertThat(carried && leadsElsewhere).isFalse();
  }
}
