package dev.rehearsal.harness.config;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Masks what a command line or a program's output may contain and a recording must not. */
public final class Secrets {

  /** What stands for a secret. */
  public static final String MASK = "****";

  /** {@code name=value} where the name tells that the value is nobody's business. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)^((?:--[a-z-]+=)?[^=]*(?:passw|secret|token|credential|passphrase|api_?key)[^=]*=).+",
          Pattern.DOTALL);

  /** A password within a URL or a connection string, wherever it stands. */
  private static final Pattern IN_URL = Pattern.compile("(://[^/\\s:@]*:)[^/\\s@]+(@)");

  private static final Pattern IN_CONNECTION_STRING =
      Pattern.compile("(?i)(\\bpassword\\s*=\\s*)('(?:[^'\\\\]|\\\\.)*'|[^\\s&;]+)");

  /** {@code NAME=value} or {@code "name": "value"} somewhere in a text. */
  private static final Pattern ASSIGNED =
      Pattern.compile(
          "(?i)(\\b[\\w-]*(?:passw|secret|token|credential|passphrase|api_?key)[\\w-]*[\"']?\\s*[=:]\\s*)"
              + "(\"[^\"\\n]*\"|'[^'\\n]*'|[^\\s\"',;&]+)");

  private Secrets() {}

  /** The arguments of a command line. */
  public static Stream<String> mask(String[] arguments) {
    return Arrays.stream(arguments).map(Secrets::mask);
  }

  /** One argument. */
  public static String mask(String argument) {
    return inText(NAMED.matcher(argument).replaceAll("$1" + MASK));
  }

  /** Text of several lines or words. */
  public static String inText(String text) {
    String masked = ASSIGNED.matcher(text).replaceAll("$1" + MASK);
    masked = IN_URL.matcher(masked).replaceAll("$1" + MASK + "$2");
    return IN_CONNECTION_STRING.matcher(masked).replaceAll("$1" + MASK);
  }
}
