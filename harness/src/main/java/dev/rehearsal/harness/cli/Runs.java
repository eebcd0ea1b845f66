package dev.rehearsal.harness.cli;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The directory that holds one directory for each run, and {@code latest}, which leads to the
 * newest: a symbolic link, or a file with its name where there are no links. Only what runs put
 * there is ever removed.
 */
final class Runs {

  static final String RECORDING = "recording.json";
  static final String RESULT = "result.json";
  static final String REPORT = "report.html";
  static final String SAMPLES = "samples.ndjson.gz";
  static final String LATEST = "latest";

  private static final List<String> FILES = List.of(RECORDING, RESULT, REPORT, SAMPLES);
  private static final Pattern RUN_ID = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{6}");
  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path root;

  Runs(Path root) {
    this.root = root;
  }

  /**
   * Makes the directory of one run.
   *
   * @param sha256 of its recording
   */
  Path create(Instant startedAt, String sha256) throws IOException {
    Path run = root.resolve(STARTED.format(startedAt) + "-" + sha256.substring(0, 6));
    Files.createDirectories(run);
    return run;
  }

  /** Writes a file of a run. Nobody ever sees half of it. */
  static Path write(Path run, String name, byte[] content) throws IOException {
    return replace(Files.write(run.resolve("." + name + ".tmp"), content), run.resolve(name));
  }

  /** Makes {@code latest} lead to a run. */
  void pointLatestAt(Path run) throws IOException {
    Path unfinished = root.resolve("." + LATEST + "." + run.getFileName());
    Files.deleteIfExists(unfinished);
    try {
      Files.createSymbolicLink(unfinished, run.getFileName());
    } catch (UnsupportedOperationException | IOException noLinks) {
      Files.writeString(unfinished, run.getFileName() + "\n");
    }
    replace(unfinished, root.resolve(LATEST));
  }

  /** Removes the oldest runs until only so many are left. */
  void keep(int newest) throws IOException {
    List<Path> runs;
    try (Stream<Path> entries = Files.list(root)) {
      runs = entries.filter(Runs::isRun).sorted().toList();
    }
    for (Path old : runs.subList(0, Math.max(0, runs.size() - newest))) {
      remove(old);
    }
  }

  private static boolean isRun(Path directory) {
    return RUN_ID.matcher(directory.getFileName().toString()).matches()
        && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS);
  }

  /** What somebody else put beside our files stays, and so does the directory then. */
  private static void remove(Path run) throws IOException {
    for (String file : FILES) {
      Files.deleteIfExists(run.resolve(file));
    }
    try (Stream<Path> others = Files.list(run)) {
      if (others.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(run);
  }

  private static Path replace(Path source, Path target) throws IOException {
    try {
      return Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherwise) {
      return Files.move(source, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
