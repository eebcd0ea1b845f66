package dev.rehearsal.reports.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.reports.postgres.LockMode;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationsTest {

  @Test
  void explainsEveryFindingAndEveryLockMode() {
    for (String name : Explanations.names()) {
      assertThat(Explanations.of(name)).as(name).isPresent().get().asString().endsWith("\n");
    }
    assertThat(Explanations.names())
        .hasSize(FindingKind.values().length + LockMode.values().length);
  }

  @Test
  void knowsALockModeByAllItsNames() {
    String text = Explanations.of("ACCESS EXCLUSIVE").orElseThrow();
    for (String name :
        List.of(
            "access exclusive",
            "access-exclusive",
            "ACCESS_EXCLUSIVE",
            "AccessExclusiveLock",
            "ax",
            "AX",
            "Access Exclusive Lock")) {
      assertThat(Explanations.of(name)).as(name).contains(text);
    }
  }

  @Test
  void noTwoThingsShareAName() {
    assertThat(Explanations.names().stream().map(name -> Explanations.of(name).orElseThrow()))
        .doesNotHaveDuplicates();
  }

  @Test
  void saysWhatALockModeBlocks() {
    assertThat(Explanations.of("share").orElseThrow())
        .contains("Others can read the table but not write to it")
        .contains("CREATE INDEX (without CONCURRENTLY)")
        .contains("Conflicts with: ROW EXCLUSIVE, SHARE UPDATE EXCLUSIVE, SHARE ROW EXCLUSIVE,");
    assertThat(Explanations.of("sux").orElseThrow()).contains("Others can read and write");
  }

  @Test
  void knowsNothingElse() {
    assertThat(Explanations.of("work-under-locks")).isEmpty();
    assertThat(Explanations.of("")).isEmpty();
  }

  @Test
  void keepsToALineThatATerminalShows() {
    for (String name : Explanations.names()) {
      assertThat(Explanations.of(name).orElseThrow().lines())
          .as(name)
          .allMatch(line -> line.length() <= 100);
    }
  }
}
