package dev.rehearsal.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownTest {

  @Test
  void proseCarriesNoMarkupNoHtmlAndNoMention() {
    assertThat(Markdown.prose("<b> *x* | [a](b) `c` @team #12 &amp;"))
        .isEqualTo("&lt;b&gt; \\*x\\* \\| \\[a\\](b) \\`c\\` &#64;team &#35;12 &amp;amp;");
  }

  @Test
  void proseStaysOnOneLine() {
    assertThat(Markdown.prose("a\n\n# b\r\nc")).isEqualTo("a &#35; b c");
  }

  @Test
  void codeCannotBeClosedByItsContent() {
    assertThat(Markdown.code("a `` b|c")).isEqualTo("```a `` b\\|c```");
    assertThat(Markdown.code("`a`")).isEqualTo("`` `a` ``");
  }

  @Test
  void aBlockCannotBeClosedByItsContent() {
    assertThat(Markdown.block("sql", "-- ````\nx")).isEqualTo("`````sql\n-- ````\nx\n`````\n");
  }
}
