package dev.rehearsal.harness.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.proxy.Exchange;
import dev.rehearsal.harness.replay.Answer;
import dev.rehearsal.harness.replay.Performed;
import dev.rehearsal.reports.recording.Wait;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TriesTest {

  private static final String ADD = "ALTER TABLE t ADD COLUMN b int";

  private final List<Exchange> exchanges = new ArrayList<>();
  private long clock;

  @Test
  void aTransactionThatComesAgainWasInVain() {
    for (int transaction = 1; transaction <= 3; transaction++) {
      sent(transaction, "BEGIN", null);
      sent(transaction, "INSERT INTO t VALUES (1)", null);
      sent(transaction, ADD, transaction < 3 ? "55P03" : null);
    }
    sent(3, "DROP TABLE u", null);

    assertThat(inVain())
        .containsExactly(true, true, true, true, true, true, false, false, false, false);
    assertThat(tries().before(exchanges.get(8)))
        .startsWith("the tool sent it 3 times; its transaction ended with 55P03 before");
    assertThat(tries().before(exchanges.get(9))).isNull();
  }

  @Test
  void anotherBatchOfTheSameShapeIsNoTry() {
    sent(1, "UPDATE t SET a = 1 WHERE id BETWEEN 1 AND 9", "57014");
    sent(2, "UPDATE t SET a = 1 WHERE id BETWEEN 10 AND 19", null);

    assertThat(inVain()).containsExactly(false, false);
  }

  @Test
  void partOfATransactionIsNoTry() {
    sent(1, "INSERT INTO t VALUES (1)", null);
    sent(1, ADD, "55P03");
    sent(2, ADD, null);

    assertThat(inVain()).containsExactly(false, false, false);
  }

  @Test
  void whatRanBesideItIsNoTry() {
    exchanges.add(exchange("tool/1", 1, ADD, "40P01", 10, 30));
    exchanges.add(exchange("tool/2", 2, ADD, null, 20, 40));

    assertThat(inVain()).containsExactly(false, false);
  }

  @Test
  void anErrorThatWaitingDoesNotMendIsNoTry() {
    sent(1, ADD, "42701");
    sent(2, ADD, null);

    assertThat(inVain()).containsExactly(false, false);
  }

  @Test
  void whatMayHaveLeftSomethingIsNoTry() {
    sent(1, "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)", "55P03");
    sent(2, "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)", null);
    sent(3, "CALL backfill()", "57014");
    sent(4, "CALL backfill()", null);

    assertThat(inVain()).containsExactly(false, false, false, false);
  }

  @Test
  void whatThisProgramCanceledIsNoTry() {
    sent(1, ADD, "57014");
    sent(2, ADD, null);
    Wait canceled = new Wait("tool/1", "relation", null, null, 1, 9, List.of("tool/2"));

    assertThat(inVain()).containsExactly(true, false);
    assertThat(new Tries(exchanges, each -> true, List.of(canceled)).inVain(exchanges.get(0)))
        .isFalse();
  }

  private void sent(int transaction, String sql, String sqlState) {
    exchanges.add(exchange("tool/1", transaction, sql, sqlState, clock, clock + 10));
    clock += 10;
  }

  private static Exchange exchange(
      String session, int transaction, String sql, String sqlState, long from, long to) {
    SQLException failure = sqlState == null ? null : new SQLException("no", sqlState);
    return new Exchange(
        0, session, 1, sql, transaction, new Performed(Answer.of(from, to, failure), null));
  }

  private Tries tries() {
    return new Tries(exchanges, each -> !each.sql().equals("BEGIN"), List.of());
  }

  private List<Boolean> inVain() {
    Tries tries = tries();
    return exchanges.stream().map(tries::inVain).toList();
  }
}
