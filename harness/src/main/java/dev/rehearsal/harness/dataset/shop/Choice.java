package dev.rehearsal.harness.dataset.shop;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One of a few texts, each with its share. */
final class Choice {
  private final byte[][] byPercent;

  private Choice(List<byte[]> byPercent) {
    this.byPercent = byPercent.toArray(byte[][]::new);
  }

  /**
   * @param shares such as {@code "80 delivered"}: percent and text; the percents add up to 100
   */
  static Choice of(String... shares) {
    List<byte[]> byPercent = new ArrayList<>();
    for (String share : shares) {
      int space = share.indexOf(' ');
      byte[] text = utf8(share.substring(space + 1));
      for (int i = Integer.parseInt(share.substring(0, space)); i > 0; i--) {
        byPercent.add(text);
      }
    }
    if (byPercent.size() != 100) {
      throw new IllegalArgumentException("shares must add up to 100, was " + byPercent.size());
    }
    return new Choice(byPercent);
  }

  byte[] next(Draw draw) {
    return byPercent[draw.below(100)];
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[][] utf8(String... texts) {
    byte[][] all = new byte[texts.length][];
    for (int i = 0; i < texts.length; i++) {
      all[i] = utf8(texts[i]);
    }
    return all;
  }

  /** One of several texts, all equally likely. */
  static byte[] any(byte[][] texts, Draw draw) {
    return texts[draw.below(texts.length)];
  }
}
