package dev.rehearsal.harness.bench;

import dev.rehearsal.harness.dataset.shop.CopyBuffer;
import dev.rehearsal.harness.dataset.shop.TableRows;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** The rows of a table as a file in COPY's binary format. */
record PreparedRows(Path file, String copyStatement) implements AutoCloseable {

  /** Writes a temporary file, deleted when closed. */
  static PreparedRows of(TableRows rows) throws SQLException, IOException {
    Path file = Files.createTempFile("rehearse-bench-", ".copy");
    try (OutputStream stream = Files.newOutputStream(file)) {
      CopyBuffer out =
          new CopyBuffer((bytes, offset, length) -> write(stream, bytes, offset, length));
      out.begin();
      for (long id = 1; id <= rows.count(); id++) {
        rows.write(id, out);
      }
      out.end();
    }
    return new PreparedRows(file, rows.copyStatement());
  }

  private static void write(OutputStream stream, byte[] bytes, int offset, int length) {
    try {
      stream.write(bytes, offset, length);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Loads the file by the driver's own means. */
  void load(Connection connection) throws SQLException, IOException {
    try (InputStream in = Files.newInputStream(file)) {
      connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copyStatement, in);
    }
  }

  /** The psql command that loads the file. */
  String psqlCommand() {
    return "\\" + copyStatement.replace("STDIN", "'" + file + "'");
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }
}
