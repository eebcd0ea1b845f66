package dev.rehearsal.harness.proxy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** In which encoding a session's texts are, as the server announces it. Safe for threads. */
final class ClientEncoding implements Supplier<Charset> {

  private static final Map<String, Charset> OTHER_NAMES =
      Map.of(
          "UTF8", StandardCharsets.UTF_8,
          "UNICODE", StandardCharsets.UTF_8,
          "LATIN1", StandardCharsets.ISO_8859_1);

  private volatile Charset charset = StandardCharsets.UTF_8;

  @Override
  public Charset get() {
    return charset;
  }

  /** Takes note of a ParameterStatus. */
  void parameter(byte[] body) {
    if (Bytes.string(body, 0, StandardCharsets.US_ASCII).equals("client_encoding")) {
      int value = Bytes.afterString(body, 0);
      charset = named(Bytes.string(body, value, StandardCharsets.US_ASCII));
    }
  }

  /** Where Java has no such name, bytes are kept as they are, which leaves ASCII readable. */
  private static Charset named(String server) {
    Charset known = OTHER_NAMES.get(server.toUpperCase(Locale.ROOT));
    if (known != null) {
      return known;
    }
    String java = server.replaceFirst("(?i)^WIN(\\d)", "windows-$1");
    return java.matches("[A-Za-z0-9-]+") && Charset.isSupported(java)
        ? Charset.forName(java)
        : StandardCharsets.ISO_8859_1;
  }
}
