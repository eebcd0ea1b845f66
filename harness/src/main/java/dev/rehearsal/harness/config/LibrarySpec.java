package dev.rehearsal.harness.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A tool written in Java whose library performs the migration within this program.
 *
 * @param product which
 * @param version of the library
 * @param configuration the tool's own files, a later one before an earlier one
 * @param classpath jars and directories with what the user adds to the tool
 * @param migrations Flyway's directory or Liquibase's changelog; null if the configuration names it
 * @param timeout after which its connections are cut
 */
public record LibrarySpec(
    Product product,
    String version,
    List<Path> configuration,
    List<Path> classpath,
    Path migrations,
    Duration timeout)
    implements ToolSpec {
  public LibrarySpec {
    configuration = List.copyOf(configuration);
    classpath = List.copyOf(classpath);
  }

  /** What can be run so. */
  public enum Product {
    FLYWAY(
        "Flyway",
        "11.20.3",
        "7.4.0",
        List.of(
            List.of("conf/flyway.toml", "conf/flyway.user.toml", "flyway.toml", "flyway.user.toml"),
            List.of("conf/flyway.conf", "flyway.conf"))),
    LIQUIBASE("Liquibase", "4.33.0", "4.25.1", List.of(List.of("liquibase.properties")));

    private final String title;
    private final String version;
    private final String oldest;
    private final List<List<String>> files;

    /**
     * @param version that is taken where the user names none
     * @param oldest that was seen to work
     * @param files what it reads of a directory; the first list of which there is one counts
     */
    Product(String title, String version, String oldest, List<List<String>> files) {
      this.title = title;
      this.version = version;
      this.oldest = oldest;
      this.files = files;
    }

    /** The one that a runner's name means. */
    static Optional<Product> of(String runner) {
      return Stream.of(values()).filter(each -> each.runner().equals(runner)).findFirst();
    }

    /** As {@code --runner} takes it. */
    public String runner() {
      return title.toLowerCase(java.util.Locale.ROOT);
    }

    /** As its makers write it. */
    public String title() {
      return title;
    }

    /** The one that is taken where the user names none. */
    public String defaultVersion() {
      return version;
    }

    /** Before it, something is missing that is needed here. */
    public String oldestVersion() {
      return oldest;
    }

    /** What it would read of a directory by itself, in the order in which it does. */
    List<Path> configuration(Path directory) {
      return files.stream()
          .map(
              names -> names.stream().map(directory::resolve).filter(Files::isRegularFile).toList())
          .filter(found -> !found.isEmpty())
          .findFirst()
          .orElse(List.of());
    }
  }

  /** The program and its version, as in a sentence. */
  public String name() {
    return product.title() + " " + version;
  }

  @Override
  public String label() {
    String named =
        Stream.concat(configuration.stream(), Stream.ofNullable(migrations))
            .map(path -> ", " + path)
            .collect(Collectors.joining());
    return name() + " in process" + named;
  }
}
