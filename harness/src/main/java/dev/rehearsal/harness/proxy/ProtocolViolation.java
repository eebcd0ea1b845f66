package dev.rehearsal.harness.proxy;

import java.io.IOException;

/** Bytes that are not PostgreSQL's protocol: the connection they came on is given up. */
final class ProtocolViolation extends IOException {
  private static final long serialVersionUID = 1L;

  ProtocolViolation(String message) {
    super(message);
  }
}
