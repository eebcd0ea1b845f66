package dev.rehearsal.harness.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.conductor.ToolFacts;
import dev.rehearsal.harness.config.LibrarySpec;
import dev.rehearsal.harness.config.LibrarySpec.Product;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Within this program a tool does to the server what its own command line does. */
class InProcessIT {

  private static final Map<Product, Tool> TOOLS =
      Map.of(Product.FLYWAY, new FlywayTool(), Product.LIQUIBASE, new LiquibaseTool());

  /** What the way to the server could change; the others say it again. */
  private static final List<Case> CASES = List.of(Case.TWO_VERSIONS, Case.FAILS_AT_THIRD);

  @TempDir static Path directory;

  static Stream<Arguments> productsAndCases() {
    return Stream.concat(
        Stream.of(Product.values())
            .flatMap(product -> CASES.stream().map(each -> Arguments.of(product, each))),
        Stream.of(Arguments.of(Product.FLYWAY, Case.COPY)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("productsAndCases")
  void itDoesWhatItsCommandLineDoes(Product product, Case migration) throws Exception {
    Tool tool = TOOLS.get(product);
    Installed.require(tool);
    Workshop workshop = new Workshop(tool, directory);
    Project project = workshop.project(migration.all());

    Ran command = workshop.run(project, EnumSet.of(Way.INSPECTED)).get(Way.INSPECTED);
    Ran library = workshop.inProcess(library(product, project.directory()));

    // Not the command's: Flyway's, installed without what it tells errors with, ends with 0.
    boolean fails = migration == Case.FAILS_AT_THIRD;
    assertThat(library.exitCode()).as("%s", library.output()).isEqualTo(fails ? 1 : 0);
    assertThat(ToolFacts.of(library.log())).isNotEmpty().isEqualTo(ToolFacts.of(command.log()));
    assertThat(library.bookkeeping()).isEqualTo(command.bookkeeping());
    assertThat(library.schema().differencesFrom(command.schema())).isEmpty();
    assertThat(library.contents()).isEqualTo(command.contents());
  }

  private static LibrarySpec library(Product product, Path project) {
    Path configuration = project.resolve("flyway.conf");
    return new LibrarySpec(
        product,
        product.defaultVersion(),
        Files.exists(configuration) ? List.of(configuration) : List.of(),
        List.of(),
        project.resolve(product == Product.FLYWAY ? "migrations" : "changelog.sql"),
        Duration.ofSeconds(60));
  }
}
