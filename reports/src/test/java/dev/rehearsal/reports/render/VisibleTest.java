package dev.rehearsal.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {

  @Test
  void showsDirectionOverridesInsteadOfObeyingThem() {
    assertThat(Visible.text("a\u202Eb")).isEqualTo("a\\u202Eb");
    assertThat(Visible.text("a\u2066b\u2069")).isEqualTo("a\\u2066b\\u2069");
  }

  @Test
  void showsControlCharactersSoThatATerminalDoesNotObeyThem() {
    assertThat(Visible.text("\u0000 \u001b[31m \u007f \u009b"))
        .isEqualTo("\\u0000 \\u001B[31m \\u007F \\u009B");
  }

  @Test
  void showsAnUnpairedSurrogate() {
    assertThat(Visible.text("a\ud83d")).isEqualTo("a\\uD83D");
  }

  @Test
  void keepsLettersEmojiAndLineEnds() {
    String text = "größe – 表 \ud83d\udc69\u200d\ud83d\ude80\n\tend";
    assertThat(Visible.text(text)).isEqualTo(text);
    assertThat(Visible.text("a\r\nb")).isEqualTo("a\nb");
  }
}
