package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.database.DisposableServer;
import dev.rehearsal.reports.recording.SourceFile;
import java.sql.SQLException;
import java.util.List;

/** What fills a database. */
interface Source {

  /** Fills an empty database and leaves no session behind. */
  Filled fill(DisposableServer server, String database) throws SQLException, InterruptedException;

  /**
   * What was loaded, as {@link dev.rehearsal.reports.recording.Dataset} wants it.
   *
   * @param kind {@code shop} or {@code files}
   * @param description one phrase for people
   * @param scale fraction of full size, or null where there is no such notion
   * @param files what was read
   */
  record Filled(String kind, String description, Double scale, List<SourceFile> files) {}
}
