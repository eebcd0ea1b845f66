package dev.rehearsal.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionScopeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT",
        "SELECT 1; BEGIN; SELECT 2; COMMIT; SELECT 3",
        "SELECT 1; COMMIT; BEGIN READ ONLY; SELECT 2; COMMIT",
        "BEGIN; SELECT 1; PREPARE TRANSACTION 'x'",
        "SELECT 1; SAVEPOINT s",
      })
  void theseCanBeSentOneByOne(String query) {
    assertThat(TransactionScope.separable(SqlParts.of(query), true)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT",
        "SELECT 1; PREPARE TRANSACTION 'x'",
        "BEGIN; COMMIT; SELECT 1; START TRANSACTION READ ONLY"
      })
  void theseCannot(String query) {
    assertThat(TransactionScope.separable(SqlParts.of(query), true)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "BEGIN, BEGIN",
    "begin work, BEGIN",
    "START /* a */ TRANSACTION, BEGIN",
    "BEGIN TRANSACTION READ WRITE, BEGIN_WITH_MODES",
    "COMMIT, COMMIT",
    "END TRANSACTION, COMMIT",
    "COMMIT AND NO CHAIN, COMMIT",
    "COMMIT AND CHAIN, INSIDE",
    "ROLLBACK WORK, ROLLBACK",
    "ABORT, ROLLBACK",
    "ROLLBACK TO SAVEPOINT s, INSIDE",
    "RELEASE s, INSIDE",
    "PREPARE TRANSACTION x, PREPARE"
  })
  void knowsWhatControlDoes(String sql, Control expected) {
    assertThat(Control.of(sql)).isEqualTo(expected);
  }
}
