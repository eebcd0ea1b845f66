package dev.rehearsal.harness.cli;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Masks what a command line may contain and a recording must not. */
final class Secrets {

  private static final String MASK = "****";

  /** {@code name=value} where the name tells that the value is nobody's business. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)^((?:--[a-z-]+=)?[^=]*(?:passw|secret|token|credential|passphrase|api_?key)[^=]*=).+",
          Pattern.DOTALL);

  /** A password within a URL or a connection string, wherever it stands. */
  private static final Pattern IN_URL = Pattern.compile("(://[^/\\s:@]*:)[^/\\s@]+(@)");

  private static final Pattern IN_CONNECTION_STRING =
      Pattern.compile("(?i)(\\bpassword\\s*=\\s*)('(?:[^'\\\\]|\\\\.)*'|[^\\s&;]+)");

  private Secrets() {}

  static Stream<String> mask(String[] arguments) {
    return Arrays.stream(arguments).map(Secrets::mask);
  }

  static String mask(String argument) {
    String masked = NAMED.matcher(argument).replaceAll("$1" + MASK);
    masked = IN_URL.matcher(masked).replaceAll("$1" + MASK + "$2");
    return IN_CONNECTION_STRING.matcher(masked).replaceAll("$1" + MASK);
  }
}
