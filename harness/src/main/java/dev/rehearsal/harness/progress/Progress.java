package dev.rehearsal.harness.progress;

/**
 * Told what the program is doing, stage by stage. Stages do not nest; beginning one ends the one
 * before. Safe for threads.
 */
public interface Progress {

  /**
   * A stage begins.
   *
   * @param stage what is done, such as {@code load order_items}
   * @param total how many steps it will take, or -1 if that is not known
   */
  void begin(String stage, long total);

  /** The current stage got this much further in all. */
  void at(long done);

  /** The current stage is over; {@code note} is a few words on how it went, or empty. */
  void done(String note);

  /** Something worth a line of its own that is not a stage. */
  void note(String text);

  /** Tells nobody. */
  static Progress silent() {
    return new Progress() {
      @Override
      public void begin(String stage, long total) {}

      @Override
      public void at(long done) {}

      @Override
      public void done(String note) {}

      @Override
      public void note(String text) {}
    };
  }
}
