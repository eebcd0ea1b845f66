package dev.rehearsal.harness.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings that a server reports, and which of them the client has been told: it hears of those
 * that its own statements change, not of those that ours set and put back. Used by one thread.
 */
final class ReportedSettings {

  private static final int HEADER = 5;

  private final Map<String, byte[]> reported = new LinkedHashMap<>();
  private final Map<String, byte[]> told = new LinkedHashMap<>();

  /** The server says so. */
  void reported(byte[] message) {
    reported.put(name(message), message);
  }

  /** All that was reported up to now was passed on. */
  void told() {
    told.putAll(reported);
  }

  /** The value, or null where none was reported. */
  String value(String name) {
    byte[] message = reported.get(name);
    return message == null
        ? null
        : Bytes.string(message, Bytes.afterString(message, HEADER), StandardCharsets.US_ASCII);
  }

  /** Tells the client what is different from what it knows. */
  void tell(OutputStream client) throws IOException {
    for (Map.Entry<String, byte[]> setting : reported.entrySet()) {
      if (!Arrays.equals(setting.getValue(), told.get(setting.getKey()))) {
        client.write(setting.getValue());
      }
    }
    told();
  }

  private static String name(byte[] message) {
    return Bytes.string(message, HEADER, StandardCharsets.US_ASCII);
  }
}
