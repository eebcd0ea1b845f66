package dev.rehearsal.harness.conductor;

/** Application names of the program's own sessions; probes have theirs from their names. */
final class Sessions {
  static final String REPLAY = "rehearse/replay";

  /** What a replayed tool keeps beside the session that migrates. */
  static final String TOOL = "rehearse/tool";

  static final String OBSERVER = "rehearse/observer";
  static final String HOLDER = "rehearse/holder";
  static final String APPLICATION = "rehearse/application";
  static final String ADVERSARY = "rehearse/adversary";
  static final String SETUP = "rehearse/setup";

  private Sessions() {}
}
