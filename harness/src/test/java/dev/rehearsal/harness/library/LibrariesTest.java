package dev.rehearsal.harness.library;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.config.LibrarySpec;
import dev.rehearsal.harness.config.LibrarySpec.Product;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibrariesTest {

  private static List<String> artifacts(Product product, String version) {
    return Libraries.artifacts(
        new LibrarySpec(product, version, List.of(), List.of(), null, Duration.ofMinutes(1)));
  }

  @Test
  void flywaySupportsPostgresInItsCoreBefore10() {
    assertThat(artifacts(Product.FLYWAY, "9.22.3"))
        .containsExactly("org.flywaydb:flyway-core:9.22.3");
    assertThat(artifacts(Product.FLYWAY, "10.0.0"))
        .containsExactly(
            "org.flywaydb:flyway-core:10.0.0", "org.flywaydb:flyway-database-postgresql:10.0.0");
    assertThat(artifacts(Product.LIQUIBASE, "4.33.0"))
        .containsExactly("org.liquibase:liquibase-core:4.33.0");
  }
}
