package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Flyway: each migration in a transaction, unless a statement of it cannot run in one; its lock and
 * its table on a second session, in a transaction that is open meanwhile, unless {@code
 * postgresql.transactional.lock} is false. Seen of 13.12.0; undo after its documentation.
 */
final class Flyway implements Layout {

  static final String NAME = "flyway";

  private final FlywayConfiguration configuration;

  /** As Flyway is without a file of configuration. */
  Flyway() {
    this(FlywayConfiguration.NONE);
  }

  private Flyway(FlywayConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> recognise(Directory directory) {
    return FlywayConfiguration.file(directory)
        .map(file -> "it has " + file)
        .or(() -> new FlywayFiles(directory, configuration).why());
  }

  @Override
  public String wayBack() {
    return "UVERSION__NAME.sql";
  }

  @Override
  public Layout configured(Directory directory, List<Problem> problems) {
    return new Flyway(FlywayConfiguration.of(directory, problems));
  }

  /** The newest baseline stands for all versions up to its own, as on an empty database. */
  @Override
  public List<Version> versions(Directory directory, List<Problem> problems) {
    FlywayFiles files = new FlywayFiles(directory, configuration);
    List<FlywayFile> wanted = new ArrayList<>(files.of(FlywayFile.Kind.VERSIONED, problems));
    List<FlywayFile> baselines = files.of(FlywayFile.Kind.BASELINE, problems);
    if (!baselines.isEmpty()) {
      FlywayFile newest = baselines.get(baselines.size() - 1);
      wanted.removeIf(file -> FlywayFile.ORDER.compare(file, newest) <= 0);
      wanted.add(0, newest);
    }
    wanted.addAll(files.of(FlywayFile.Kind.REPEATABLE, problems));
    SortedMap<FlywayFile, FlywayFile> undo = new TreeMap<>(FlywayFile.ORDER);
    files.of(FlywayFile.Kind.UNDO, problems).forEach(file -> undo.put(file, file));
    return wanted.stream().map(file -> version(file, undo, files, problems)).toList();
  }

  private Version version(
      FlywayFile file,
      SortedMap<FlywayFile, FlywayFile> undo,
      FlywayFiles files,
      List<Problem> problems) {
    FlywayText text = new FlywayText(configuration);
    boolean repeatable = file.kind() == FlywayFile.Kind.REPEATABLE;
    FlywayFile back = repeatable ? null : undo.get(file);
    return new Version(
        repeatable ? file.name() : file.version(),
        file.name(),
        text.read(files.directory(file), file, problems),
        back == null ? null : text.read(files.directory(back), back, problems),
        FlywayText.executeInTransaction(files.directory(file), file),
        0,
        repeatable);
  }

  @Override
  public void forth(List<Pending> versions, Sending out) {
    new FlywaySending(configuration, out).send(versions, "SQL");
  }

  /** Undo is not in the edition that was seen; its documentation says that it is like forth. */
  @Override
  public void back(List<Pending> versions, Sending out) {
    new FlywaySending(configuration, out).send(versions, "UNDO_SQL");
  }
}
