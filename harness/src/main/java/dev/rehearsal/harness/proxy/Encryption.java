package dev.rehearsal.harness.proxy;

/** What a proxy answers a client that asks for TLS. GSS encryption is always refused. */
public enum Encryption {
  /**
   * No, as a server without it does, so that those that merely prefer it do not pay for it. Once a
   * client has left because of that, yes to all that come after. A client that begins with TLS
   * without asking gets it.
   */
  WHEN_INSISTED_ON,
  /** Yes, with a certificate made for this run, which nobody can verify. */
  OFFERED
}
