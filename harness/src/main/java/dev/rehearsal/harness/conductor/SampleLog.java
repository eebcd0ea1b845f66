package dev.rehearsal.harness.conductor;

import dev.rehearsal.harness.probe.Outcome;
import dev.rehearsal.harness.probe.ProbeSession;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every firing of every probe, as gzipped lines of JSON, for those who want to count for
 * themselves; the recording keeps counts, histograms and the firings that a lock may have delayed.
 * Kept in memory, compressed. Used by one thread.
 */
public final class SampleLog {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ByteArrayOutputStream compressed = new ByteArrayOutputStream();
  private final GZIPOutputStream lines;
  private boolean empty = true;

  public SampleLog() {
    try {
      lines = new GZIPOutputStream(compressed);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A line of the file. Times as in the recording; outcome as in its late firings. */
  private record Sample(int take, String probe, long dueNanos, long waitedNanos, String outcome) {}

  /** Adds all firings of a probe in a traffic take, the settle phase included. */
  void add(int take, ProbeSession session) {
    for (Outcome firing : session.outcomes()) {
      Sample sample =
          new Sample(
              take,
              session.probe().name(),
              firing.dueNanos(),
              firing.waitedNanos(),
              firing.label());
      write(sample);
    }
  }

  private void write(Sample sample) {
    try {
      lines.write(JSON.writeValueAsBytes(sample));
      lines.write('\n');
      empty = false;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Whether nothing was fired. */
  public boolean isEmpty() {
    return empty;
  }

  /** The file's content. Nothing can be added afterwards. */
  public byte[] content() {
    try {
      lines.finish();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return compressed.toByteArray();
  }
}
