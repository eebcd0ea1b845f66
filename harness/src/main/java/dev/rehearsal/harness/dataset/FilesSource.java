package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.reports.recording.SourceFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The user's own SQL files, each in a session of its own. */
final class FilesSource implements Source {
  private final List<Path> paths;
  private final Progress progress;

  FilesSource(List<Path> paths, Progress progress) {
    this.paths = List.copyOf(paths);
    this.progress = progress;
  }

  @Override
  public Filled fill(DisposableServer server, String database) throws SQLException {
    List<SourceFile> files = new ArrayList<>();
    for (Path path : paths) {
      try (Connection connection = LoadSession.open(server, database)) {
        files.add(new SqlFileLoad(path, connection, progress).run());
      }
    }
    String names = paths.stream().map(Path::toString).collect(Collectors.joining(" and "));
    return new Filled("files", names, null, files);
  }
}
