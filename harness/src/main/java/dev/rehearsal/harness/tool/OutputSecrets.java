package dev.rehearsal.harness.tool;

import dev.rehearsal.harness.config.Secrets;
import dev.rehearsal.harness.database.Login;
import java.util.Map;
import java.util.regex.Pattern;

/** Takes out of what a tool printed what nobody else is to read. */
final class OutputSecrets {

  private static final Pattern SECRET =
      Pattern.compile(
          ".*(PASS|SECRET|TOKEN|CREDENTIAL|API_?KEY|PRIVATE_KEY).*", Pattern.CASE_INSENSITIVE);

  /** Of a secret that is worth hiding; shorter ones are in every other word. */
  private static final int SHORTEST = 6;

  /** Escape sequences of terminals. */
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

  private OutputSecrets() {}

  /**
   * What the environment says of itself that it is secret, whatever form it was printed in.
   *
   * @param environment as it was when the tool was started
   */
  static String masked(String output, Login login, Map<String, String> environment) {
    String text = output.replace(login.password(), Secrets.MASK);
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (SECRET.matcher(variable.getKey()).matches() && variable.getValue().length() >= SHORTEST) {
        text = text.replace(variable.getValue(), Secrets.MASK);
      }
    }
    return Secrets.inText(COLOURS.matcher(text).replaceAll(""));
  }
}
