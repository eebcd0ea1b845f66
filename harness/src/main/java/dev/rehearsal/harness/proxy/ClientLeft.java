package dev.rehearsal.harness.proxy;

import java.io.IOException;

/** The client closed the connection before it had its answer. */
final class ClientLeft extends IOException {
  private static final long serialVersionUID = 1L;

  ClientLeft() {
    super("the client closed the connection");
  }
}
