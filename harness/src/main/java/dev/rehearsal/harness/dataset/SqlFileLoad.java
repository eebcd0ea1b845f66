package dev.rehearsal.harness.dataset;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.migration.StatementSplitter;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.reports.recording.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Runs an SQL file as {@code psql -v ON_ERROR_STOP=1 -f} would, except where a dump asks for what
 * the server does not have ({@link DumpAllowances}). Memory follows the longest statement, not the
 * file.
 */
final class SqlFileLoad {
  /** Guards of newer dumps against psql commands in the data; nothing to do here. */
  private static final Set<String> SKIPPED_COMMANDS = Set.of("restrict", "unrestrict");

  private final Path path;
  private final FileSession session;
  private final Progress progress;

  /**
   * @param connection a session of this file's own; the caller closes it
   */
  SqlFileLoad(Path path, Connection connection, Progress progress) {
    this.path = path;
    this.session = new FileSession(connection, progress);
    this.progress = progress;
  }

  /**
   * @return the file's name and hash
   * @throws Problem USAGE if the file cannot be read, REJECTED if the server rejects a statement
   * @throws SQLException if the server is in trouble
   */
  SourceFile run() throws SQLException {
    progress.begin("load " + path.getFileName(), path.toFile().length());
    try (SqlFile file = SqlFile.open(path, progress::at)) {
      int statements = perform(file.text());
      requireEndOfTransaction();
      progress.done(statements + " statements");
      return file.source();
    } catch (IOException broken) {
      throw SqlFile.unreadable(path.toString(), broken);
    }
  }

  /**
   * @return how many statements there were
   * @throws IOException if the text cannot be read to its end
   */
  int perform(InputStream text) throws SQLException, IOException {
    StatementSplitter splitter = new StatementSplitter(path.toString(), text, SKIPPED_COMMANDS);
    int statements = 0;
    for (Optional<Statement> next = splitter.next(); next.isPresent(); next = splitter.next()) {
      perform(next.get(), splitter);
      statements++;
    }
    return statements;
  }

  private void perform(Statement statement, StatementSplitter splitter)
      throws SQLException, IOException {
    SessionSetting.check(statement);
    try {
      if (statement.kind() == Statement.Kind.COPY_FROM_STDIN) {
        session.copy(statement, splitter.copyData());
      } else {
        session.execute(statement);
      }
    } catch (SQLException rejected) {
      if (LoadTrouble.isServers(rejected)) {
        throw rejected;
      }
      throw Rejection.of(statement, splitter.copyDataLine(), rejected);
    }
  }

  /** psql would roll back without a word, and the rows would be missing. */
  private void requireEndOfTransaction() throws SQLException {
    if (session.inTransaction()) {
      throw new Problem(
          Problem.Kind.USAGE, path + ": ends within a transaction block; add COMMIT at its end");
    }
  }
}
