package dev.rehearsal.reports.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A versioned JSON file that holds one record. The same record gives the same bytes; what is
 * written is read back equal. Properties that this program does not know are ignored; a newer
 * format is refused.
 *
 * @param <T> the record
 */
public final class JsonFile<T> {

  private final Class<T> type;
  private final JsonMapper mapper;
  private final int newestFormat;
  private final String name;
  private final String mark;

  /**
   * @param name of the file as users know it, such as {@code recording.json}
   * @param mark a property, besides {@code format}, without which it is not such a file
   */
  public JsonFile(Class<T> type, JsonMapper mapper, int newestFormat, String name, String mark) {
    this.type = type;
    this.mapper = mapper;
    this.newestFormat = newestFormat;
    this.name = name;
    this.mark = mark;
  }

  /** The file's content, UTF-8 with a newline at its end. */
  public byte[] bytes(T value) {
    return (mapper.writeValueAsString(value) + "\n").getBytes(UTF_8);
  }

  /**
   * Reads the record from a file's content.
   *
   * @param file what to call the file in errors
   * @throws UnreadableFileException if it is not such a file or of a newer format
   */
  public T read(byte[] content, String file) {
    try {
      JsonNode root = mapper.readTree(content);
      checkFormat(root, file);
      return mapper.treeToValue(root, type);
    } catch (JacksonException e) {
      throw new UnreadableFileException(
          file + ": not a readable " + name + ": " + fault(e) + "; make it again or name another",
          e);
    }
  }

  /** The JSON Schema of the file, kept beside the record's class. */
  public String schema() {
    String resource = name.replace(".json", ".schema.json");
    try (InputStream in = type.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkFormat(JsonNode root, String file) {
    JsonNode format = root.path("format");
    if (!format.isInt() || format.asInt() < 1 || !root.has(mark)) {
      throw new UnreadableFileException(
          file
              + ": a "
              + name
              + " has a whole number `format` and a `"
              + mark
              + "`, this file has not; name the "
              + name
              + " of a run");
    }
    if (format.asInt() > newestFormat) {
      throw new UnreadableFileException(
          file
              + ": this program reads "
              + name
              + " up to format "
              + newestFormat
              + ", this one is of format "
              + format.asInt()
              + "; use a newer rehearse");
    }
  }

  /** What is wrong, and where: the path of a value that cannot be, the place of broken syntax. */
  private static String fault(JacksonException e) {
    String message = e.getOriginalMessage().lines().findFirst().orElse("");
    if (e instanceof DatabindException) {
      return message + e.getPath().stream().map(JsonFile::step).reduce(" at ", String::concat);
    }
    TokenStreamLocation place = e.getLocation();
    return place == null
        ? message
        : message + " at line " + place.getLineNr() + ", column " + place.getColumnNr();
  }

  private static String step(JacksonException.Reference step) {
    return step.getPropertyName() == null
        ? "[" + step.getIndex() + "]"
        : "." + step.getPropertyName();
  }
}
