package dev.rehearsal.harness.library;

import dev.rehearsal.harness.artifact.MavenArtifacts;
import dev.rehearsal.harness.config.LibrarySpec;
import dev.rehearsal.harness.config.ToolVersion;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The jars of tools, found once in the life of the program. Safe for threads. */
final class Libraries {

  /** What this program has itself and lends: the two must be one for Flyway's COPY. */
  private static final Set<String> LENT = Set.of("org.postgresql:postgresql");

  private static final String FLYWAY = "org.flywaydb:flyway-core:";
  private static final String FLYWAY_FOR_POSTGRES = "org.flywaydb:flyway-database-postgresql:";
  private static final String LIQUIBASE = "org.liquibase:liquibase-core:";

  /** Before it, what Flyway knows of Postgres is part of its core. */
  private static final int FLYWAY_IN_PARTS = 10;

  private static final Map<String, List<Path>> FOUND = new ConcurrentHashMap<>();

  private Libraries() {}

  /**
   * Where the tool's classes are, and behind them the user's.
   *
   * @throws dev.rehearsal.harness.config.Problem if they are not to be had
   */
  static List<URL> of(LibrarySpec spec) throws InterruptedException {
    List<Path> jars = FOUND.get(spec.name());
    if (jars == null) {
      jars =
          MavenArtifacts.withDependencies(
              artifacts(spec), LENT, spec.product().title(), "give the tool's own --command");
      FOUND.put(spec.name(), jars);
    }
    return Stream.concat(jars.stream(), spec.classpath().stream()).map(Libraries::url).toList();
  }

  static List<String> artifacts(LibrarySpec spec) {
    if (spec.product() == LibrarySpec.Product.LIQUIBASE) {
      return List.of(LIQUIBASE + spec.version());
    }
    String core = FLYWAY + spec.version();
    return ToolVersion.of(spec.version()).major() < FLYWAY_IN_PARTS
        ? List.of(core)
        : List.of(core, FLYWAY_FOR_POSTGRES + spec.version());
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }
}
