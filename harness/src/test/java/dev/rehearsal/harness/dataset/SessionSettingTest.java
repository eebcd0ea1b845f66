package dev.rehearsal.harness.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionSettingTest {
  @Test
  void readsEverySpelling() {
    assertThat(SessionSetting.of("SET client_encoding = 'UTF8'"))
        .contains(new SessionSetting("client_encoding", "utf8"));
    assertThat(SessionSetting.of("set session Statement_Timeout to 0"))
        .contains(new SessionSetting("statement_timeout", "0"));
    assertThat(SessionSetting.of("SET LOCAL my.setting='x y'"))
        .contains(new SessionSetting("my.setting", "x y"));
    assertThat(SessionSetting.of("SET search_path=a"))
        .contains(new SessionSetting("search_path", "a"));
  }

  @Test
  void leavesOtherStatementsAlone() {
    assertThat(SessionSetting.of("SET SESSION AUTHORIZATION 'app'")).isEqualTo(Optional.empty());
    assertThat(SessionSetting.of("UPDATE t SET a = 1")).isEmpty();
    assertThat(SessionSetting.of("SETTINGS = 1")).isEmpty();
  }
}
