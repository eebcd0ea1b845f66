package dev.rehearsal.harness.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "app.password=hunter2 | app.password=****",
        "--set=app.api_key=a=b | --set=app.api_key=****",
        "MY_SECRET=x y | MY_SECRET=****",
        "postgres://app:hunter2@db/shop | postgres://app:****@db/shop",
        "primary_conninfo=host=db password=hunter2 user=x"
            + " | primary_conninfo=host=db password=**** user=x",
        "a=password='it\\'s' b | a=password=**** b"
      })
  void masksWhatNobodyElseMaySee(String argument, String masked) {
    assertThat(Secrets.mask(argument)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "--max-stall=10ms",
        "migrations/V1__tokens.sql",
        "work_mem=64MB",
        "--set=password_encryption",
        "https://example.org/a@b"
      })
  void leavesEverythingElseAsItIs(String argument) {
    assertThat(Secrets.mask(argument)).isEqualTo(argument);
  }
}
