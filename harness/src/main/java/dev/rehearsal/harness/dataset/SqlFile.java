package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.reports.recording.SourceFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/** An SQL file of the user's, open for reading once, unpacked on the way if it is gzipped. */
final class SqlFile implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final Path path;
  private final DigestInputStream raw;
  private final InputStream text;

  private SqlFile(Path path, DigestInputStream raw, InputStream text) {
    this.path = path;
    this.raw = raw;
    this.text = text;
  }

  /**
   * @throws Problem of kind USAGE if the file is missing, cannot be read or is no SQL text
   */
  static void check(Path path) {
    try {
      format(path);
    } catch (IOException broken) {
      throw unreadable(path.toString(), broken);
    }
  }

  /**
   * @param progress told how many bytes of the file were read in all
   * @throws Problem as {@link #check}
   */
  static SqlFile open(Path path, LongConsumer progress) {
    try {
      FileFormat format = format(path);
      DigestInputStream raw =
          new DigestInputStream(
              new BufferedInputStream(
                  new CountedInput(Files.newInputStream(path), progress), BUFFER),
              sha256());
      return new SqlFile(
          path, raw, format == FileFormat.GZIP ? new GZIPInputStream(raw, BUFFER) : raw);
    } catch (IOException broken) {
      throw unreadable(path.toString(), broken);
    }
  }

  /** The SQL text, closed with the file. */
  InputStream text() {
    return text;
  }

  /** The file's name and hash; reads what was left to read. */
  SourceFile source() throws IOException {
    raw.transferTo(OutputStream.nullOutputStream());
    return new SourceFile(
        path.toString(), HexFormat.of().formatHex(raw.getMessageDigest().digest()));
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  private static FileFormat format(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw refused(path, ofDirectory(path));
    }
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw refused(path, "is a pipe or a device, and is read twice; name a regular file");
    }
    try (InputStream in = Files.newInputStream(path)) {
      FileFormat format = readable(path, in);
      if (format == FileFormat.GZIP) {
        checkPacked(path);
      }
      return format;
    }
  }

  private static void checkPacked(Path path) throws IOException {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
      readable(path, in);
    }
  }

  private static FileFormat readable(Path path, InputStream in) throws IOException {
    FileFormat format = FileFormat.of(in.readNBytes(FileFormat.HEAD));
    if (!format.readable()) {
      throw refused(path, format.refusal(path.toString()));
    }
    return format;
  }

  private static String ofDirectory(Path path) {
    return Files.exists(path.resolve("toc.dat")) || Files.exists(path.resolve("toc.dat.gz"))
        ? "is a directory-format dump; turn it into SQL with pg_restore -f dump.sql " + path
        : "is a directory; name an SQL file";
  }

  private static Problem refused(Path path, String why) {
    return new Problem(Problem.Kind.USAGE, path + ": " + why);
  }

  static Problem unreadable(String file, IOException broken) {
    String why =
        broken instanceof NoSuchFileException
            ? "no such file"
            : "cannot be read: " + reason(broken);
    return new Problem(Problem.Kind.USAGE, file + ": " + why, broken);
  }

  private static String reason(IOException broken) {
    return broken instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(broken.getMessage());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
