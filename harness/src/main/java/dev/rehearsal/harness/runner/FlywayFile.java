package dev.rehearsal.harness.runner;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A migration's file by its name.
 *
 * @param kind what it is for
 * @param version as Flyway writes it, with points; empty for repeatable ones
 * @param description as Flyway writes it, with spaces
 * @param path within the directory
 */
record FlywayFile(Kind kind, String version, String description, String path) {

  /** As Flyway orders versions: part by part as numbers, a missing part as 0. */
  static final Comparator<FlywayFile> ORDER = (one, other) -> compare(one.version, other.version);

  private static final Pattern VERSION = Pattern.compile("[0-9]+(?:[._][0-9]+)*");

  /** What a file is for. */
  enum Kind {
    VERSIONED,
    UNDO,
    BASELINE,
    REPEATABLE
  }

  /** The forms that names have. */
  static final class Names {

    private static final List<String> PREFIX_SETTINGS =
        List.of(
            "sqlMigrationPrefix",
            "undoSqlMigrationPrefix",
            "baselineMigrationPrefix",
            "repeatableSqlMigrationPrefix");
    private static final List<String> PREFIXES = List.of("V", "U", "B", "R");

    private final List<String> prefixes = new ArrayList<>();
    private final List<String> suffixes;
    private final String separator;

    Names(FlywayConfiguration configuration) {
      for (int i = 0; i < PREFIXES.size(); i++) {
        prefixes.add(configuration.text(PREFIX_SETTINGS.get(i), PREFIXES.get(i)));
      }
      suffixes = configuration.list("sqlMigrationSuffixes", ".sql");
      separator = configuration.text("sqlMigrationSeparator", "__");
    }

    /** What the file is, if its name says that it is a migration. */
    Optional<FlywayFile> of(String path) {
      String name = path.substring(path.lastIndexOf('/') + 1);
      String suffix = suffixes.stream().filter(name::endsWith).findFirst().orElse(null);
      if (suffix == null) {
        return Optional.empty();
      }
      String stem = name.substring(0, name.length() - suffix.length());
      for (Kind kind : Kind.values()) {
        String prefix = prefixes.get(kind.ordinal());
        if (stem.startsWith(prefix)) {
          Optional<FlywayFile> file = of(kind, stem.substring(prefix.length()), path);
          if (file.isPresent()) {
            return file;
          }
        }
      }
      return Optional.empty();
    }

    private Optional<FlywayFile> of(Kind kind, String rest, String path) {
      int at = rest.indexOf(separator);
      String version = at < 0 ? rest : rest.substring(0, at);
      String description = at < 0 ? "" : rest.substring(at + separator.length()).replace('_', ' ');
      if (kind == Kind.REPEATABLE) {
        return at == 0
            ? Optional.of(new FlywayFile(kind, "", description, path))
            : Optional.empty();
      }
      Matcher numbers = VERSION.matcher(version);
      return numbers.matches()
          ? Optional.of(new FlywayFile(kind, version.replace('_', '.'), description, path))
          : Optional.empty();
    }
  }

  /** The file's name without what its kind adds. */
  String name() {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int end = name.lastIndexOf('.');
    return end < 0 ? name : name.substring(0, end);
  }

  private static int compare(String one, String other) {
    String[] ones = one.split("\\.");
    String[] others = other.split("\\.");
    for (int i = 0; i < Math.max(ones.length, others.length); i++) {
      int order = part(ones, i).compareTo(part(others, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static BigInteger part(String[] parts, int index) {
    return index < parts.length ? new BigInteger(parts[index]) : BigInteger.ZERO;
  }
}
