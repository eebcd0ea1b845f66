package dev.rehearsal.harness.library;

import dev.rehearsal.harness.config.LibrarySpec;
import dev.rehearsal.harness.config.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a configured URL says behind its question mark, and the like, of how a session is: by the
 * names of the driver, without anything that says where it leads or how it gets there.
 */
final class SessionParameters {

  /** They change what a migration does or how it is sent, and nothing else. */
  private static final Set<String> CARRIED =
      Set.of(
          "currentSchema",
          "options",
          "stringtype",
          "ApplicationName",
          "autosave",
          "cleanupSavepoints",
          "preferQueryMode",
          "prepareThreshold",
          "preparedStatementCacheQueries",
          "preparedStatementCacheSizeMiB",
          "reWriteBatchedInserts",
          "reWriteBatchedInsertsSize",
          "flushCacheOnDdl",
          "defaultRowFetchSize",
          "adaptiveFetch",
          "adaptiveFetchMinimum",
          "adaptiveFetchMaximum",
          "maxResultBuffer",
          "readOnly",
          "readOnlyMode",
          "binaryTransfer",
          "binaryTransferEnable",
          "binaryTransferDisable",
          "escapeSyntaxCallMode",
          "quoteReturningIdentifiers",
          "disableColumnSanitiser",
          "hideUnprivilegedObjects",
          "convertBooleanToNumeric",
          "unknownLength",
          "allowEncodingChanges",
          "assumeMinServerVersion",
          "groupStartupParameters",
          "logServerErrorDetail",
          "databaseMetadataCacheFields",
          "databaseMetadataCacheFieldsMiB",
          "queryTimeout",
          "socketTimeout");

  /** Where to, as whom, by which way; and what only the driver's own log is about. */
  private static final Pattern CONNECTING =
      Pattern.compile(
          "user|password|PGHOST|PGPORT|PGDBNAME|service|(?i:ssl.*|gss.*|jaas.*|kerberos.*|sspi.*)"
              + "|useSpnego|channelBinding|requireAuth|scram.*|pemKeyAlgorithm"
              + "|authenticationPluginClassName|classLoaderStrategy|connectExecutor(Arg)?"
              + "|socketFactory(Arg)?|localSocketAddress|loadBalanceHosts|hostRecheckSeconds"
              + "|targetServerType|protocolVersion|connectTimeout|loginTimeout"
              + "|cancelSignalTimeout|tcp(KeepAlive|NoDelay)"
              + "|(send|receive|maxSend)Buffer(Size)?|logger(Level|File)|logUnclosedConnections");

  /** The last of them counts. */
  private static final List<String> URLS_OF_LIQUIBASE =
      List.of("url", "liquibase.command.url", "liquibase.command.update.url");

  private SessionParameters() {}

  /**
   * Reads the files.
   *
   * @throws Problem if one cannot be read or understood, or has a parameter that is neither about
   *     the connection nor known to be harmless
   */
  static SortedMap<String, String> of(LibrarySpec spec) {
    SortedMap<String, String> written = WrittenSettings.of(spec.configuration());
    SortedMap<String, String> parameters =
        spec.product() == LibrarySpec.Product.FLYWAY ? flyway(written) : liquibase(written);
    parameters.keySet().removeIf(name -> CONNECTING.matcher(name).matches());
    parameters.forEach((name, value) -> refuse(spec, name, value));
    return parameters;
  }

  private static void refuse(LibrarySpec spec, String name, String value) {
    String rule = null;
    if (!CARRIED.contains(name)) {
      rule = "cannot be given to a tool in process";
    } else if (value.contains("${")) {
      rule = "has a variable, which is not replaced in process, was " + value;
    }
    if (rule != null) {
      String place =
          spec.configuration().stream().map(Path::toString).collect(Collectors.joining(", "));
      throw new Problem(
          Problem.Kind.USAGE,
          place
              + ": the parameter '"
              + name
              + "' of the connection "
              + rule
              + "; name another file with runner-config, or give the tool's own --command");
    }
  }

  /** Of the environment that is chosen; what the URL says counts before the rest. */
  private static SortedMap<String, String> flyway(SortedMap<String, String> written) {
    String environment = WrittenSettings.flywayEnvironment(written);
    SortedMap<String, String> parameters = new TreeMap<>();
    for (String group : List.of("flyway.jdbcProperties.", environment + "jdbcProperties.")) {
      written.forEach(
          (key, value) -> {
            if (key.regionMatches(true, 0, group, 0, group.length())) {
              parameters.put(key.substring(group.length()), value);
            }
          });
    }
    String url = written.getOrDefault("flyway.url", "");
    parameters.putAll(ofUrl(written.getOrDefault(environment + "url", url)));
    return parameters;
  }

  private static SortedMap<String, String> liquibase(SortedMap<String, String> written) {
    SortedMap<String, String> parameters = new TreeMap<>();
    written.forEach(
        (key, value) -> {
          if (WrittenSettings.liquibaseName(key).equals("driverpropertiesfile")) {
            parameters.putAll(WrittenSettings.of(List.of(Path.of(value))));
          }
        });
    String url = "";
    for (String key : URLS_OF_LIQUIBASE) {
      url = written.getOrDefault(key, url);
    }
    parameters.putAll(ofUrl(url));
    return parameters;
  }

  private static SortedMap<String, String> ofUrl(String url) {
    SortedMap<String, String> parameters = new TreeMap<>();
    int mark = url.indexOf('?');
    if (mark >= 0) {
      for (String each : url.substring(mark + 1).split("&")) {
        int equals = each.indexOf('=');
        if (!each.isEmpty()) {
          parameters.put(
              equals < 0 ? each : each.substring(0, equals),
              equals < 0 ? "" : decoded(each.substring(equals + 1)));
        }
      }
    }
    return parameters;
  }

  /** As the driver does. */
  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return value;
    }
  }
}
