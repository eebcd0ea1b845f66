package dev.rehearsal.harness.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.harness.config.Problem;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class StartProblemTest {

  @Test
  void namesTheSettingInEveryFormOfComplaint() {
    assertSetting(
        "unrecognized configuration parameter \"x\" in file \"/d/postgresql.conf\" line 9");
    assertSetting("invalid value for parameter \"x\": \"y\"");
    assertSetting("parameter \"x\" requires a Boolean value");
    assertSetting("0 is outside the valid range for parameter \"x\" (1 .. 262143)");
    assertSetting("8 kB is outside the valid range for parameter \"x\" (64 kB .. 9 kB)");
  }

  private static void assertSetting(String complaint) {
    Problem problem =
        StartProblem.of("failed", "2026-01-01 LOG:  " + complaint + "\nFATAL: no", Path.of("d"));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
    assertThat(problem).hasMessage("--set x: " + complaint);
  }

  @Test
  void quotesTheEndOfTheLogWhereItKnowsNothingBetter() {
    Problem problem = StartProblem.of("initdb failed", "a\nb\nc", Path.of("d"));
    assertThat(problem.kind()).isEqualTo(Problem.Kind.CANNOT_REHEARSE);
    assertThat(problem).hasMessageContaining("initdb failed").hasMessageEndingWith("a\nb\nc");
  }

  @Test
  void aServerThatEndedIsExplainedByItsLog() {
    SQLException lost = new SQLException("connection lost", "08006");
    assertThat(ServerProblem.of("cannot load t", lost, "x\nPANIC:  No space left on device"))
        .hasMessageStartingWith("cannot load t: no space left");
    assertThat(ServerProblem.of("cannot load t", lost, "LOG: (PID 7) was terminated by signal 9"))
        .hasMessageContaining("the server is gone (connection lost); its log says:")
        .hasMessageEndingWith("terminated by signal 9");
    assertThat(ServerProblem.of("cannot load t", new SQLException("no such table", "42P01"), "x"))
        .hasMessage("cannot load t: no such table");
  }
}
