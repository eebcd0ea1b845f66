package dev.rehearsal.harness;

import dev.rehearsal.reports.recording.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Name and version of this program, as the build wrote them. */
public final class ThisTool {

  private ThisTool() {}

  public static Tool describe() {
    Properties properties = new Properties();
    try (InputStream in = ThisTool.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("reading version.properties from the program's own jar", e);
    }
    return new Tool("rehearse", properties.getProperty("version"));
  }
}
