package dev.rehearsal.harness.dataset.shop;

import java.io.ByteArrayOutputStream;

/**
 * Running text of any length, cut at word boundaries out of one long text that is made once. Free
 * of quotes and backslashes, so it may stand in JSON.
 */
final class Prose {
  private static final int WORDS = 20_000;
  private static final byte[][] VOCABULARY =
      Choice.utf8(
          "please",
          "leave",
          "the",
          "parcel",
          "with",
          "a",
          "neighbour",
          "or",
          "behind",
          "house",
          "ring",
          "twice",
          "gift",
          "for",
          "my",
          "sister",
          "no",
          "plastic",
          "delivery",
          "after",
          "five",
          "in",
          "evening",
          "thank",
          "you",
          "very",
          "much",
          "wrapped",
          "soft",
          "cotton",
          "made",
          "to",
          "last",
          "and",
          "easy",
          "to",
          "clean",
          "light",
          "strong",
          "blue",
          "café",
          "garden",
          "kitchen",
          "table",
          "lamp",
          "oak",
          "steel",
          "recycled",
          "wool",
          "handmade",
          "from",
          "Münster",
          "size",
          "runs",
          "small",
          "order",
          "one",
          "up",
          "water",
          "resistant",
          "battery",
          "included",
          "two",
          "years",
          "of",
          "warranty",
          "returns",
          "are",
          "free",
          "within",
          "thirty",
          "days",
          "colour",
          "may",
          "differ",
          "slightly",
          "naïve",
          "pattern",
          "fits",
          "most",
          "frames",
          "tested",
          "by",
          "our",
          "own",
          "workshop",
          "since",
          "1987");

  private final byte[] text;
  private final int[] wordStarts = new int[WORDS + 1];

  Prose() {
    Draw draw = new Draw(0, "prose");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int word = 0; word < WORDS; word++) {
      wordStarts[word] = bytes.size();
      bytes.writeBytes(Choice.any(VOCABULARY, draw));
      bytes.write(' ');
    }
    wordStarts[WORDS] = bytes.size();
    text = bytes.toByteArray();
  }

  /** Appends from {@code least} to {@code most} words to the value that is open. */
  void append(Draw draw, int least, int most, CopyBuffer out) {
    int words = least + draw.below(most - least + 1);
    int first = draw.below(WORDS - words);
    out.put(text, wordStarts[first], wordStarts[first + words] - 1);
  }
}
