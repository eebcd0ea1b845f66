package dev.rehearsal.harness.database;

import java.net.InetSocketAddress;

/**
 * What a client that is not ours needs to work on a disposable database.
 *
 * @param host where the server listens
 * @param port where the server listens
 * @param user the superuser
 * @param password of this run, good for nothing else
 * @param database the database's name
 */
public record Login(String host, int port, String user, String password, String database) {

  public InetSocketAddress address() {
    return new InetSocketAddress(host, port);
  }

  /** The URL that tools take, by way of something that listens on this machine. */
  public String urlThrough(int localPort) {
    return "postgres://%s:%s@127.0.0.1:%d/%s?sslmode=disable"
        .formatted(user, password, localPort, database);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
