package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.replay.DdlWitness;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** An answer as it comes together. */
final class AnswerParts {

  /** A loop that raises a notice per row must not fill the memory or the report. */
  private static final int NOTICES_KEPT = 200;

  private final Supplier<Charset> encoding;
  private final List<Answer.Notice> notices = new ArrayList<>();
  private final List<String> witnessed = new ArrayList<>();
  private String tag;
  private Long rows;
  private PSQLException failure;

  AnswerParts(Supplier<Charset> encoding) {
    this.encoding = encoding;
  }

  /** A statement is complete, or its rows are for now. */
  void ended(char type, byte[] body) {
    String text = type == 'C' ? Bytes.string(body, 0, encoding.get()) : "";
    tag = type == 's' ? "SELECT" : ServerText.tag(text);
    rows = ServerText.rows(text);
  }

  void failed(PSQLException reason) {
    failure = reason;
  }

  PSQLException failure() {
    return failure;
  }

  /** Whether a notice was our own trigger's, which the client must not see. */
  boolean witness(byte[] body) {
    ServerErrorMessage fields = ServerText.fields(body, encoding.get());
    if (DdlWitness.SQLSTATE.equals(fields.getSQLState())) {
      witnessed.add(fields.getMessage());
      return true;
    }
    if (notices.size() < NOTICES_KEPT) {
      notices.add(ServerText.notice(fields));
    }
    return false;
  }

  Answer answer(long started, long ended) {
    return failure == null
        ? new Answer(started, ended, tag, rows, null, notices, witnessed)
        : new Answer(started, ended, null, null, failure, notices, witnessed);
  }
}
