package dev.rehearsal.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void cutsALongTextAndSaysSo() {
    Excerpt excerpt = Excerpt.of("x".repeat(5_000_000));
    assertThat(excerpt.text()).hasSize(Excerpt.LONGEST);
    assertThat(excerpt.note()).contains("2,048 of 5,000,000");
  }

  @Test
  void leavesAShortTextWhole() {
    assertThat(Excerpt.of("SELECT 1")).isEqualTo(new Excerpt("SELECT 1", null));
  }

  @Test
  void doesNotCutThroughASurrogatePair() {
    String text = "x".repeat(Excerpt.LONGEST - 1) + "\ud83d\ude80" + "y";
    assertThat(Excerpt.of(text).text()).isEqualTo("x".repeat(Excerpt.LONGEST - 1));
  }

  @Test
  void showsTheFirstLineThatSaysSomething() {
    assertThat(Excerpt.line("\n\n  ALTER TABLE a\n  ADD b int")).isEqualTo("ALTER TABLE a …");
    assertThat(Excerpt.line("SELECT 1\n")).isEqualTo("SELECT 1");
    assertThat(Excerpt.line("")).isEmpty();
  }
}
