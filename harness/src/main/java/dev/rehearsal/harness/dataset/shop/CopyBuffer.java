package dev.rehearsal.harness.dataset.shop;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * Rows in COPY's binary format, collected in one buffer and handed on in large pieces. Not safe for
 * threads. The values must be written in the order and with the types of the columns; Postgres
 * checks both.
 *
 * <p>https://www.postgresql.org/docs/current/sql-copy.html, File Formats, Binary Format.
 */
public final class CopyBuffer {
  /** Where the pieces go. The bytes are reused after the call. */
  @FunctionalInterface
  public interface Sink {
    void write(byte[] bytes, int offset, int length) throws SQLException;
  }

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0
  };

  /** Small enough to stay in the caches of both sides: larger pieces are slower. */
  private static final int PIECE = 16 * 1024;

  private static final int LONGEST_ROW = 64 * 1024;
  private static final int NULL_LENGTH = -1;
  private static final short TRAILER = -1;

  private final Sink sink;
  private final byte[] bytes = new byte[PIECE + LONGEST_ROW];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes);
  private int valueStart;

  public CopyBuffer(Sink sink) {
    this.sink = sink;
  }

  /** Starts the stream. */
  public void begin() {
    buffer.put(SIGNATURE).putInt(0).putInt(0);
  }

  /** Ends the stream and hands on what is left. */
  public void end() throws SQLException {
    buffer.putShort(TRAILER);
    flush();
  }

  /** Starts a row of so many columns. */
  void row(int columns) throws SQLException {
    if (buffer.position() >= PIECE) {
      flush();
    }
    buffer.putShort((short) columns);
  }

  private void flush() throws SQLException {
    sink.write(bytes, 0, buffer.position());
    buffer.clear();
  }

  void nothing() {
    buffer.putInt(NULL_LENGTH);
  }

  void int8(long value) {
    buffer.putInt(Long.BYTES).putLong(value);
  }

  void int4(int value) {
    buffer.putInt(Integer.BYTES).putInt(value);
  }

  void bool(boolean value) {
    buffer.putInt(1).put((byte) (value ? 1 : 0));
  }

  /** Microseconds from 2000-01-01 00:00 UTC. */
  void timestamptz(long micros) {
    int8(micros);
  }

  void uuid(long high, long low) {
    buffer.putInt(2 * Long.BYTES).putLong(high).putLong(low);
  }

  void text(byte[] utf8) {
    buffer.putInt(utf8.length).put(utf8);
  }

  /** A {@code numeric} of {@code thousandths}, with three digits after the point. */
  void numeric3(int thousandths) {
    // Digits to the base 10,000: one before the point suffices below 10,000, and one after it.
    short whole = (short) (thousandths / 1000);
    short fraction = (short) (thousandths % 1000 * 10);
    buffer.putInt(4 * Short.BYTES + 2 * Short.BYTES);
    buffer.putShort((short) 2).putShort((short) 0).putShort((short) 0).putShort((short) 3);
    buffer.putShort(whole).putShort(fraction);
  }

  /** Starts a text whose length is not known yet; {@code put} and its like follow. */
  void open() {
    buffer.putInt(0);
    valueStart = buffer.position();
  }

  /** Starts a {@code jsonb}; its text follows. */
  void openJsonb() {
    open();
    buffer.put((byte) 1);
  }

  void close() {
    buffer.putInt(valueStart - Integer.BYTES, buffer.position() - valueStart);
  }

  void put(byte[] utf8) {
    buffer.put(utf8);
  }

  void put(byte[] utf8, int from, int to) {
    buffer.put(utf8, from, to - from);
  }

  void put(char ascii) {
    buffer.put((byte) ascii);
  }

  /** Appends a number that is not negative in decimal. */
  void decimal(long value) {
    decimal(value, 1);
  }

  /** Appends a number that is not negative in decimal, with zeros in front up to {@code width}. */
  void decimal(long value, int width) {
    int digits = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    int length = Math.max(digits, width);
    int start = buffer.position();
    Arrays.fill(bytes, start, start + length, (byte) '0');
    long rest = value;
    for (int at = start + length - 1; rest > 0; at--, rest /= 10) {
      bytes[at] = (byte) ('0' + rest % 10);
    }
    buffer.position(start + length);
  }

  /** Appends the lowest 4 × {@code digits} bits in hexadecimal. */
  void hex(long value, int digits) {
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      buffer.put((byte) Character.forDigit((int) (value >>> shift) & 0xF, 16));
    }
  }
}
