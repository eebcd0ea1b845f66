package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.reports.recording.SourceFile;
import java.sql.SQLException;
import java.util.List;

/** What builds on a database before its rows are loaded, or after the bundled shop is. */
public interface Foundation {

  /**
   * Builds and leaves no session behind.
   *
   * @return what was read
   * @throws dev.rehearsal.harness.config.Problem if the server rejects it
   */
  List<SourceFile> build(DisposableServer server, String database) throws SQLException;

  /** There is nothing to build. */
  static Foundation none() {
    return (server, database) -> List.of();
  }
}
