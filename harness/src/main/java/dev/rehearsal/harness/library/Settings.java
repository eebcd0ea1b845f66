package dev.rehearsal.harness.library;

import dev.rehearsal.harness.config.LibrarySpec;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a tool's configuration files say, without anything that says where to connect. */
final class Settings {

  private static final String FLYWAY = "flyway.";

  /** And what only its command line knows, which the library refuses. */
  private static final Set<String> NOT_OF_FLYWAY =
      Set.of(
          "url",
          "user",
          "password",
          "driver",
          "environment",
          "connectretries",
          "connectretriesinterval",
          "cleandisabled",
          "configfiles",
          "configfileencoding",
          "jardirs",
          "loggers",
          "workingdirectory",
          "outputtype",
          "outputfile",
          "color");

  /** Groups of settings that say how to connect, or where the secrets for that are. */
  private static final Pattern CONNECTING =
      Pattern.compile("(jdbcproperties|vault|dapr|gcsm|azuread|awssecretsmanager)\\.");

  /** By its last word, whatever stands before it and however it is written. */
  private static final Pattern NOT_OF_LIQUIBASE =
      Pattern.compile(
          "(reference.*|.*(url|username|password)|driver.*|defaultsfile|classpath|analytics.*)");

  private Settings() {}

  /**
   * Reads the files.
   *
   * @throws dev.rehearsal.harness.config.Problem if one cannot be read or understood
   */
  static SortedMap<String, String> of(LibrarySpec spec) {
    SortedMap<String, String> written = WrittenSettings.of(spec.configuration());
    return spec.product() == LibrarySpec.Product.FLYWAY ? flyway(written) : liquibase(written);
  }

  /** Of the environment that it names, what does not say where that is. */
  private static SortedMap<String, String> flyway(SortedMap<String, String> written) {
    SortedMap<String, String> settings = new TreeMap<>();
    String environment = WrittenSettings.flywayEnvironment(written);
    written.forEach((key, value) -> put(settings, key, value));
    for (String name : Set.of("schemas", "initSql")) {
      if (written.containsKey(environment + name)) {
        settings.put(FLYWAY + name, written.get(environment + name));
      }
    }
    written
        .tailMap(environment + FLYWAY)
        .forEach(
            (key, value) -> {
              if (key.startsWith(environment + FLYWAY)) {
                put(settings, key.substring(environment.length()), value);
              }
            });
    return settings;
  }

  private static void put(SortedMap<String, String> settings, String key, String value) {
    if (key.startsWith(FLYWAY) && ofFlyway(key.substring(FLYWAY.length()))) {
      settings.put(key, value);
    }
  }

  private static boolean ofFlyway(String name) {
    String known = name.toLowerCase(Locale.ROOT);
    return !NOT_OF_FLYWAY.contains(known) && !CONNECTING.matcher(known).lookingAt();
  }

  private static SortedMap<String, String> liquibase(SortedMap<String, String> written) {
    SortedMap<String, String> settings = new TreeMap<>();
    written.forEach(
        (key, value) -> {
          if (ofLiquibase(key)) {
            settings.put(key, value);
          }
        });
    return settings;
  }

  private static boolean ofLiquibase(String key) {
    return key.startsWith("parameter.")
        || !NOT_OF_LIQUIBASE.matcher(WrittenSettings.liquibaseName(key)).matches();
  }
}
