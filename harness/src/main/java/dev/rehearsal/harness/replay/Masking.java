package dev.rehearsal.harness.replay;

/**
 * How SQL text and server messages go into the recording: as they are, or without their literals.
 */
public interface Masking {

  String sql(String text);

  /**
   * @param sqlState the message's code, or null
   * @param routine the server's source routine that raised it, or null if not known
   */
  String message(String sqlState, String text, String routine);

  /** Of what a tool printed. */
  String output(String text);

  /** Keeps everything. */
  static Masking none() {
    return new Masking() {
      @Override
      public String sql(String text) {
        return text;
      }

      @Override
      public String output(String text) {
        return text;
      }

      @Override
      public String message(String sqlState, String text, String routine) {
        return text;
      }
    };
  }
}
