package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.reports.recording.SourceFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The user's own SQL files, each in a session of its own, with what is built between them. */
final class FilesSource implements Source {
  private final Path schema;
  private final Foundation foundation;
  private final Path data;
  private final Progress progress;

  /** Either path may be null. */
  FilesSource(Path schema, Foundation foundation, Path data, Progress progress) {
    this.schema = schema;
    this.foundation = foundation;
    this.data = data;
    this.progress = progress;
  }

  @Override
  public Filled fill(DisposableServer server, String database) throws SQLException {
    List<SourceFile> files = new ArrayList<>();
    run(schema, server, database, files);
    files.addAll(foundation.build(server, database));
    run(data, server, database, files);
    String names =
        Stream.of(schema, data)
            .filter(Objects::nonNull)
            .map(Path::toString)
            .collect(Collectors.joining(" and "));
    return new Filled("files", names, null, files);
  }

  private void run(Path file, DisposableServer server, String database, List<SourceFile> files)
      throws SQLException {
    if (file != null) {
      try (Connection connection = LoadSession.open(server, database)) {
        files.add(new SqlFileLoad(file, connection, progress).run());
      }
    }
  }
}
