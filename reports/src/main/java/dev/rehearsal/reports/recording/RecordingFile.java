package dev.rehearsal.reports.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads and writes {@code recording.json}. The same recording gives the same bytes; what is written
 * is read back equal. Properties that this program does not know are ignored, so that a file of the
 * same format may carry more; a newer format is refused. {@code recording.schema.json} describes
 * the file.
 */
public final class RecordingFile {

  private static final JsonMapper MAPPER = JsonFormat.mapper().build();

  private RecordingFile() {}

  /** Writes a recording, over what was there. */
  public static void write(Recording recording, Path file) throws IOException {
    Files.write(file, bytes(recording));
  }

  /** The file's content, UTF-8 with a newline at its end. */
  public static byte[] bytes(Recording recording) {
    return (MAPPER.writeValueAsString(recording) + "\n")
        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
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
    try {
      JsonNode root = MAPPER.readTree(content);
      checkFormat(root, name);
      return MAPPER.treeToValue(root, Recording.class);
    } catch (JacksonException e) {
      throw new UnreadableFileException(
          name
              + ": a recording must be JSON as `rehearse run` writes it, but "
              + e.getOriginalMessage()
              + place(e)
              + "; record again or name another file",
          e);
    }
  }

  /** SHA-256 of a file's content, lower-case hexadecimal. */
  public static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static void checkFormat(JsonNode root, String name) {
    JsonNode format = root.path("format");
    if (!format.isInt() || !root.path("takes").isArray()) {
      throw new UnreadableFileException(
          name
              + ": a recording has a whole number `format` and a list `takes`, this file has not;"
              + " name the recording.json of a run");
    }
    if (format.asInt() > Recording.FORMAT) {
      throw new UnreadableFileException(
          name
              + ": this program reads recordings up to format "
              + Recording.FORMAT
              + ", this one is of format "
              + format.asInt()
              + "; use a newer rehearse");
    }
  }

  private static String place(JacksonException e) {
    String path = e.getPathReference();
    return path == null || path.isEmpty() ? "" : " at " + e.getPathReference();
  }
}
