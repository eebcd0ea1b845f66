package dev.rehearsal.reports.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads and writes {@code recording.json}; {@code recording.schema.json} describes it. */
public final class RecordingFile {

  private static final JsonFile<Recording> FILE =
      new JsonFile<>(
          Recording.class,
          JsonFormat.mapper().build(),
          Recording.FORMAT,
          "recording.json",
          "takes");

  private RecordingFile() {}

  /** Writes a recording, over what was there. */
  public static void write(Recording recording, Path file) throws IOException {
    Files.write(file, bytes(recording));
  }

  /** The file's content, UTF-8 with a newline at its end. */
  public static byte[] bytes(Recording recording) {
    return FILE.bytes(recording);
  }

  /**
   * Reads a recording.
   *
   * @throws IOException if the file cannot be read
   * @throws UnreadableFileException if it is not a recording or of a newer format
   */
  public static Recording read(Path file) throws IOException {
    return read(Files.readAllBytes(file), file.toString());
  }

  /**
   * Reads a recording from a file's content.
   *
   * @param name what to call the file in errors
   * @throws UnreadableFileException if it is not a recording or of a newer format
   */
  public static Recording read(byte[] content, String name) {
    return FILE.read(content, name);
  }

  /** The JSON Schema of the file. */
  public static String schema() {
    return FILE.schema();
  }

  /** SHA-256 of a file's content, lower-case hexadecimal. */
  public static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
