package dev.rehearsal.reports.analysis;

import dev.rehearsal.reports.recording.JsonFile;
import dev.rehearsal.reports.recording.JsonFormat;
import dev.rehearsal.reports.recording.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Reads and writes {@code result.json}; {@code result.schema.json} describes it. */
public final class ResultFile {

  private static final JsonFile<Analysis> FILE =
      new JsonFile<>(
          Analysis.class,
          JsonFormat.mapper()
              .addModule(new SimpleModule("verdict").addSerializer(new VerdictWriter()))
              .build(),
          Analysis.FORMAT,
          "result.json",
          "verdict");

  private ResultFile() {}

  /** Writes an analysis, over what was there. */
  public static void write(Analysis analysis, Path file) throws IOException {
    Files.write(file, bytes(analysis));
  }

  /** The file's content, UTF-8 with a newline at its end. */
  public static byte[] bytes(Analysis analysis) {
    return FILE.bytes(analysis);
  }

  /**
   * Reads an analysis.
   *
   * @throws IOException if the file cannot be read
   * @throws UnreadableFileException if it is not a result or of a newer format
   */
  public static Analysis read(Path file) throws IOException {
    return FILE.read(Files.readAllBytes(file), file.toString());
  }

  /** The JSON Schema of the file. */
  public static String schema() {
    return FILE.schema();
  }

  /** Verdicts are written as they are said everywhere else: in capitals. */
  private static final class VerdictWriter extends StdSerializer<Verdict> {
    VerdictWriter() {
      super(Verdict.class);
    }

    @Override
    public void serialize(Verdict verdict, JsonGenerator out, SerializationContext context) {
      out.writeString(verdict.name());
    }
  }
}
