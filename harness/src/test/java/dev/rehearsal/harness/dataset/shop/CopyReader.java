package dev.rehearsal.harness.dataset.shop;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;

/** Reads a COPY stream back, as the server would. A value is null or its bytes. */
final class CopyReader {
  private static final int HEADER = 19;

  private CopyReader() {}

  /** All rows of a table. */
  static List<List<ByteBuffer>> rows(TableRows table) throws SQLException {
    return rows(table, id -> true);
  }

  /** The rows of some keys, the others skipped. */
  static List<List<ByteBuffer>> rows(TableRows table, LongPredicate wanted) throws SQLException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    CopyBuffer out = new CopyBuffer(stream::write);
    out.begin();
    for (long id = 1; id <= table.count(); id++) {
      if (wanted.test(id)) {
        table.write(id, out);
      } else {
        table.skip(id);
      }
    }
    out.end();
    return read(ByteBuffer.wrap(stream.toByteArray()).position(HEADER), table.columns().size());
  }

  private static List<List<ByteBuffer>> read(ByteBuffer in, int columns) {
    List<List<ByteBuffer>> rows = new ArrayList<>();
    for (int count = in.getShort(); count >= 0; count = in.getShort()) {
      if (count != columns) {
        throw new IllegalStateException("row " + rows.size() + " has " + count + " columns");
      }
      List<ByteBuffer> row = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        row.add(value(in));
      }
      rows.add(row);
    }
    if (in.hasRemaining()) {
      throw new IllegalStateException(in.remaining() + " bytes follow the trailer");
    }
    return rows;
  }

  private static ByteBuffer value(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0) {
      return null;
    }
    ByteBuffer value = in.slice(in.position(), length);
    in.position(in.position() + length);
    return value;
  }

  static String text(ByteBuffer value) {
    return StandardCharsets.UTF_8.decode(value.duplicate()).toString();
  }
}
