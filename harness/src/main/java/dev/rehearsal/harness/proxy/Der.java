package dev.rehearsal.harness.proxy;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The forms of ASN.1 that a certificate is written in (X.690), as far as ours needs them. */
final class Der {

  private static final int CONSTRUCTED = 0xa0;
  private static final int IMPLICIT = 0x80;

  /** UTCTime, whose years end in 2049. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return form(0x30, parts);
  }

  static byte[] set(byte[]... parts) {
    return form(0x31, parts);
  }

  static byte[] integer(BigInteger number) {
    return form(0x02, number.toByteArray());
  }

  static byte[] object(int... encoded) {
    return form(0x06, bytes(encoded));
  }

  static byte[] text(String text) {
    return form(0x0c, text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] time(Instant instant) {
    return form(0x17, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] octets(byte[] content) {
    return form(0x04, content);
  }

  /** Whole bytes: none of their bits is unused. */
  static byte[] bits(byte[] content) {
    return form(0x03, new byte[1], content);
  }

  static byte[] tagged(int number, byte[] content) {
    return form(CONSTRUCTED | number, content);
  }

  static byte[] dnsName(String name) {
    return form(IMPLICIT | 2, name.getBytes(StandardCharsets.US_ASCII));
  }

  static byte[] address(int... parts) {
    return form(IMPLICIT | 7, bytes(parts));
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] form(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(tag);
    length(whole, content.size());
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }

  private static void length(ByteArrayOutputStream out, int length) {
    if (length < 0x80) {
      out.write(length);
    } else {
      byte[] bytes = BigInteger.valueOf(length).toByteArray();
      int from = bytes[0] == 0 ? 1 : 0;
      out.write(0x80 | bytes.length - from);
      out.write(bytes, from, bytes.length - from);
    }
  }
}
