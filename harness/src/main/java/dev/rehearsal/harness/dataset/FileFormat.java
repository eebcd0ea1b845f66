package dev.rehearsal.harness.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** What a file is by its first bytes. */
enum FileFormat {
  /** SQL text, as far as one can tell. */
  TEXT("", 0, null),
  GZIP("1f8b", 0, null),
  CUSTOM_DUMP(
      hex("PGDMP"), 0, "is a custom-format dump; turn it into SQL with pg_restore -f dump.sql %s"),
  // Every tar-format dump begins with its table of contents.
  TAR_DUMP(
      hex("toc.dat"), 0, "is a tar-format dump; turn it into SQL with pg_restore -f dump.sql %s"),
  TAR(hex("ustar"), 257, "is a tar archive; unpack it and name the SQL file"),
  ZIP("504b0304", 0, "is a zip archive; unpack it and name the SQL file"),
  ZSTD("28b52ffd", 0, "is compressed with zstd; unpack it with zstd -d %s"),
  XZ("fd377a585a00", 0, "is compressed with xz; unpack it with xz -d -k %s"),
  BZIP2(hex("BZh"), 0, "is compressed with bzip2; unpack it with bzip2 -d -k %s"),
  LZ4("04224d18", 0, "is compressed with lz4; unpack it with lz4 -d %s"),
  UTF_16_LITTLE("fffe", 0, "is UTF-16 text; save it as UTF-8"),
  UTF_16_BIG("feff", 0, "is UTF-16 text; save it as UTF-8");

  /** How many bytes of a file {@link #of} wants to see. */
  static final int HEAD = 512;

  private final byte[] magic;
  private final int offset;
  private final String refusal;

  FileFormat(String magic, int offset, String refusal) {
    this.magic = HexFormat.of().parseHex(magic);
    this.offset = offset;
    this.refusal = refusal;
  }

  /** The format of a file that begins like this; the head of a short file may be short. */
  static FileFormat of(byte[] head) {
    return Arrays.stream(values())
        .filter(format -> format != TEXT && format.matches(head))
        .findFirst()
        .orElse(TEXT);
  }

  private boolean matches(byte[] head) {
    int end = offset + magic.length;
    return head.length >= end && Arrays.equals(head, offset, end, magic, 0, magic.length);
  }

  boolean readable() {
    return refusal == null;
  }

  /** What it is and what to do about it, for a format that is not {@link #readable}. */
  String refusal(String file) {
    return refusal.formatted(file);
  }

  private static String hex(String ascii) {
    return HexFormat.of().formatHex(ascii.getBytes(StandardCharsets.US_ASCII));
  }
}
