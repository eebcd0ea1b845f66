package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.migration.Statement.Kind;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/** Extended messages that were not sent on yet, and the texts behind their names. */
final class ExtendedGroup {

  private final PreparedTexts texts = new PreparedTexts();
  private final List<byte[]> waiting = new ArrayList<>();
  private int expected;
  private boolean binds;
  private String lastParsed = "(no statement)";

  void add(char type, byte[] message, Charset charset) {
    waiting.add(message);
    expected++;
    if (type == 'P') {
      note(texts, message, charset);
      lastParsed = Bytes.string(message, Bytes.afterString(message, 5), charset);
    } else if (type == 'B') {
      note(texts, message, charset);
      binds = true;
    } else if (type == 'C' && message.length > 5) {
      texts.close((char) message[5], Bytes.string(message, 6, charset));
    }
  }

  /** Adds a message that is sent on with the others, whatever it is. */
  void pass(char type, byte[] message, Charset charset) {
    if ("PBDC".indexOf(type) >= 0) {
      add(type, message, charset);
    } else {
      waiting.add(message);
    }
  }

  void execute(byte[] message) {
    waiting.add(message);
  }

  /** What would be executed with the messages that come next, beginning with this one. */
  List<SqlParts.Part> executed(byte[] first, List<byte[]> next, Charset charset) {
    PreparedTexts then = texts.copy();
    List<SqlParts.Part> parts = new ArrayList<>();
    parts.add(part(then, first, charset));
    for (byte[] message : next) {
      if (message[0] == 'E') {
        parts.add(part(then, message, charset));
      } else if (message[0] == 'P' || message[0] == 'B') {
        note(then, message, charset);
      }
    }
    return parts;
  }

  private static SqlParts.Part part(PreparedTexts texts, byte[] execute, Charset charset) {
    String text = texts.ofPortal(Bytes.string(execute, 5, charset));
    List<SqlParts.Part> parts = SqlParts.of(text);
    return parts.size() == 1 ? parts.get(0) : new SqlParts.Part(text, Kind.PLAIN, 0);
  }

  private static void note(PreparedTexts texts, byte[] message, Charset charset) {
    String first = Bytes.string(message, 5, charset);
    String second =
        Bytes.string(message, Math.min(message.length, Bytes.afterString(message, 5)), charset);
    if (message[0] == 'P') {
      texts.parse(first, second);
    } else {
      texts.bind(first, second);
    }
  }

  String lastParsed() {
    return lastParsed;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  boolean binds() {
    return binds;
  }

  /** What waits, to be sent on. Its answers are to be counted before. */
  List<byte[]> take() {
    List<byte[]> all = List.copyOf(waiting);
    waiting.clear();
    binds = false;
    return all;
  }

  int takeExpected() {
    int answers = expected;
    expected = 0;
    return answers;
  }
}
