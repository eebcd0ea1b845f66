package dev.rehearsal.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents at the top name things that exist. */
class ArchitectureDocumentTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^\\| `(dev\\.rehearsal[a-z.]*)` \\|");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");

  @Test
  void itsPackagesAreThoseOfTheSourceTree() throws IOException {
    String document = Files.readString(ROOT.resolve("docs/architecture.md"));
    Set<String> listed =
        PACKAGE.matcher(document).results().map(row -> row.group(1)).collect(Collectors.toSet());

    assertThat(new TreeSet<>(listed)).isEqualTo(packages());
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "docs/architecture.md"})
  void itsLinksLeadSomewhere(String document) throws IOException {
    Path file = ROOT.resolve(document);
    Stream<String> links = LINK.matcher(Files.readString(file)).results().map(MatchResult::group);

    assertThat(links.map(link -> link.replaceAll("^\\]\\(|#.*|\\)$", "")))
        .filteredOn(link -> !link.startsWith("http"))
        .allSatisfy(link -> assertThat(file.resolveSibling(link)).exists());
  }

  private static Set<String> packages() throws IOException {
    Set<String> packages = new TreeSet<>();
    for (String module : Set.of("reports", "fixtures", "harness")) {
      Path sources = ROOT.resolve(module).resolve("src/main/java");
      try (Stream<Path> files = Files.walk(sources)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.'))
            .forEach(packages::add);
      }
    }
    return packages;
  }
}
