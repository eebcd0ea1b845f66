package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All migrations of a directory and what is below it; of a directory that has none itself, those of
 * the locations that its configuration names, or of the usual ones.
 */
final class FlywayFiles {

  private static final List<String> USUAL = List.of("sql", "db/migration");
  private static final String RESOURCES = "src/main/resources/";

  private final FlywayConfiguration configuration;
  private final FlywayFile.Names names;
  private final Map<FlywayFile, Directory> found = new LinkedHashMap<>();

  FlywayFiles(Directory directory, FlywayConfiguration configuration) {
    this.configuration = configuration;
    this.names = new FlywayFile.Names(configuration);
    if (has(directory.files())) {
      add(directory);
    } else {
      locations(directory).forEach(this::add);
    }
  }

  private void add(Directory directory) {
    for (String path : directory.tree()) {
      names.of(path).ifPresent(file -> found.put(file, directory));
    }
  }

  private boolean has(List<String> paths) {
    return paths.stream().anyMatch(path -> names.of(path).isPresent());
  }

  private List<Directory> locations(Directory directory) {
    List<Directory> locations = new ArrayList<>();
    List<String> named = configuration.list("locations", "");
    for (String location : named.isEmpty() ? USUAL : named) {
      String path = location.replaceFirst("^(filesystem|classpath):", "").replaceFirst("^/", "");
      if (location.startsWith("filesystem:/")) {
        locations.add(new Directory(Path.of(location.substring("filesystem:".length()))));
      } else {
        if (!location.startsWith("classpath:")) {
          locations.add(new Directory(directory.path().resolve(path)));
        }
        if (!location.startsWith("filesystem:")) {
          locations.add(new Directory(directory.path().resolve(RESOURCES + path)));
        }
      }
    }
    return locations;
  }

  /** What tells that these are Flyway's. */
  Optional<String> why() {
    return found.keySet().stream()
        .filter(file -> file.path().contains("__"))
        .findFirst()
        .map(file -> file.path() + " is named " + form(file.kind()));
  }

  private static String form(FlywayFile.Kind kind) {
    return switch (kind) {
      case VERSIONED -> "VVERSION__NAME.sql";
      case UNDO -> "UVERSION__NAME.sql";
      case BASELINE -> "BVERSION__NAME.sql";
      case REPEATABLE -> "R__NAME.sql";
    };
  }

  /**
   * Those of a kind, in Flyway's order.
   *
   * @param problems gets those that are there twice
   */
  List<FlywayFile> of(FlywayFile.Kind kind, List<Problem> problems) {
    boolean repeatable = kind == FlywayFile.Kind.REPEATABLE;
    Comparator<FlywayFile> order =
        repeatable ? Comparator.comparing(FlywayFile::description) : FlywayFile.ORDER;
    List<FlywayFile> files =
        found.keySet().stream().filter(file -> file.kind() == kind).sorted(order).toList();
    for (int i = 1; i < files.size(); i++) {
      if (order.compare(files.get(i - 1), files.get(i)) == 0) {
        problems.add(
            directory(files.get(i))
                .problem(
                    files.get(i).path(),
                    1,
                    "has the "
                        + (repeatable ? "description" : "version")
                        + " of "
                        + files.get(i - 1).path()
                        + ", which flyway refuses; rename one"));
      }
    }
    return files;
  }

  Directory directory(FlywayFile file) {
    return found.get(file);
  }
}
