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

  /** The same by way of something that listens on this machine. */
  public Login through(int localPort) {
    return new Login("127.0.0.1", localPort, user, password, database);
  }

  /** The URL that most tools take. */
  public String url() {
    return "postgresql://%s:%s@%s:%d/%s?sslmode=disable"
        .formatted(user, password, host, port, database);
  }

  /** The URL that Java's tools take, with user and password beside it. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + database;
  }
}
