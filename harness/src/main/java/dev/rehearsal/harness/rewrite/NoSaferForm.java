package dev.rehearsal.harness.rewrite;

/** There is none, or none that can be derived; the message says why, in one sentence. */
final class NoSaferForm extends Exception {
  private static final long serialVersionUID = 1;

  NoSaferForm(String why) {
    super(why);
  }
}
