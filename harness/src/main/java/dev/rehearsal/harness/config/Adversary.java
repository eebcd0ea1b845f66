package dev.rehearsal.harness.config;

import dev.rehearsal.reports.postgres.LockMode;

/** Who holds a table in a lock-queue drill. */
public enum Adversary {
  /** A transaction that has read the table and is not over, as pg_dump's. */
  LONG_READ("long read", LockMode.ACCESS_SHARE),
  /** A transaction that writes to the table and sits idle. It holds no row that others want. */
  IDLE_IN_TRANSACTION("idle in transaction", LockMode.ROW_EXCLUSIVE);

  private final String label;
  private final LockMode mode;

  Adversary(String label, LockMode mode) {
    this.label = label;
    this.mode = mode;
  }

  /** As recordings and reports call it. */
  public String label() {
    return label;
  }

  /** The lock that it holds. */
  public LockMode mode() {
    return mode;
  }

  /** As the user writes it, such as {@code long-read}. */
  public String key() {
    return label.replace(' ', '-');
  }
}
