package dev.rehearsal.harness.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.recording.TransactionRun;
import dev.rehearsal.reports.recording.TransactionRun.End;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class TransactionLogTest {

  private final TransactionLog log = new TransactionLog("s");

  private static Answer ok(long from, long to, String tag) {
    return Answer.bare(from, to, tag, null, null);
  }

  private static Answer failed(long from, long to, String sqlState) {
    return Answer.bare(from, to, null, null, new SQLException("no", sqlState));
  }

  @Test
  void aStatementOutsideABlockIsATransactionOfItsOwn() {
    log.answered(ok(10, 20, "UPDATE"), true, true);
    log.answered(failed(30, 40, "23505"), true, true);

    assertThat(log.transactions())
        .containsExactly(
            new TransactionRun(1, "s", false, 10, 20, End.COMMIT),
            new TransactionRun(2, "s", false, 30, 40, End.ROLLBACK));
  }

  @Test
  void aBlockRunsFromItsBeginToItsCommit() {
    log.answered(ok(10, 11, "BEGIN"), true, false);
    log.answered(ok(12, 20, "ALTER TABLE"), false, false);
    assertThat(log.current()).isEqualTo(1);
    log.answered(ok(21, 25, "COMMIT"), false, true);

    assertThat(log.transactions())
        .containsExactly(new TransactionRun(1, "s", true, 10, 25, End.COMMIT));
  }

  @Test
  void commitAndChainEndsATransactionAndBeginsTheNext() {
    log.answered(ok(10, 11, "BEGIN"), true, false);
    log.answered(ok(12, 20, "COMMIT"), false, false);
    assertThat(log.current()).isEqualTo(2);
    log.answered(ok(21, 25, "COMMIT"), false, true);

    assertThat(log.transactions())
        .containsExactly(
            new TransactionRun(1, "s", true, 10, 20, End.COMMIT),
            new TransactionRun(2, "s", true, 20, 25, End.COMMIT));
  }

  @Test
  void aCommitOfAFailedBlockIsARollback() {
    log.answered(ok(10, 11, "BEGIN"), true, false);
    log.answered(failed(12, 20, "22012"), false, false);
    log.answered(ok(21, 25, "ROLLBACK"), false, true);

    assertThat(log.transactions())
        .containsExactly(new TransactionRun(1, "s", true, 10, 25, End.ROLLBACK));
  }

  @Test
  void aCommitThatFailsIsARollback() {
    log.answered(ok(10, 11, "BEGIN"), true, false);
    log.answered(failed(12, 20, "23503"), false, true);

    assertThat(log.transactions())
        .containsExactly(new TransactionRun(1, "s", true, 10, 20, End.ROLLBACK));
  }

  @Test
  void aLostConnectionLosesTheTransaction() {
    log.answered(ok(10, 11, "BEGIN"), true, false);
    log.answered(failed(12, 20, "08006"), false, true);

    assertThat(log.transactions())
        .containsExactly(new TransactionRun(1, "s", true, 10, 20, End.LOST));
  }

  @Test
  void aBlockLeftOpenIsRolledBackWhenTheSessionEnds() {
    log.answered(ok(10, 11, "BEGIN"), true, false);
    log.sessionEnds(50);
    log.sessionEnds(60);

    assertThat(log.transactions())
        .containsExactly(new TransactionRun(1, "s", true, 10, 50, End.ROLLBACK));
  }
}
