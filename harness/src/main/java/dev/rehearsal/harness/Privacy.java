package dev.rehearsal.harness;

import dev.rehearsal.harness.migration.Literals;
import dev.rehearsal.harness.replay.Masking;

/** What of the user's SQL goes into recordings. */
final class Privacy {

  private Privacy() {}

  /** Literals are masked unless the user asked for them. */
  static Masking of(boolean literalsShown) {
    return literalsShown ? Masking.none() : new WithoutLiterals();
  }

  private static final class WithoutLiterals implements Masking {
    @Override
    public String sql(String text) {
      return Literals.mask(text);
    }

    @Override
    public String output(String text) {
      return Literals.maskOutput(text);
    }

    @Override
    public String message(String sqlState, String text, String routine) {
      return Literals.maskMessage(sqlState, text, routine);
    }
  }
}
