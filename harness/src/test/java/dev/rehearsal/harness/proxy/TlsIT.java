package dev.rehearsal.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsIT {

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatInsistsIsServed(boolean inspected) throws Exception {
    try (ProxiedDatabase on = ProxiedDatabase.encrypted(inspected)) {
      try (Connection client = on.connect(true, "sslmode", "require");
          Statement statement = client.createStatement()) {
        statement.execute("CREATE TABLE t AS SELECT repeat('x', 1000000) AS a");
        statement.execute("SELECT * FROM t");
      }
      assertThat(on.texts()).contains("SELECT * FROM t");
      assertThat(on.log.connections()).hasSize(1);
      ProxiedDatabase.await(() -> on.sessions() == 0);
    }
  }

  @Test
  void aClientThatMerelyPrefersItDoesNotPayForIt() throws Exception {
    try (ProxiedDatabase on = ProxiedDatabase.watched();
        RawClient client = new RawClient(new Socket("127.0.0.1", on.proxy.port()))) {
      client.send(StartupBytes.request(StartupBytes.SSL_REQUEST));
      assertThat(client.socket.getInputStream().read()).isEqualTo('N');
      client.send(StartupBytes.startup(3 << 16, "user", on.database.login().user()));
      assertThat(client.next()).startsWith("R");
      assertThat(on.log.encryptionInsistedOn()).isFalse();
    }
  }

  @Test
  void onceAClientLeftBecauseOfItTheNextOneIsServed() throws Exception {
    try (ProxiedDatabase on = ProxiedDatabase.watched()) {
      assertThatThrownBy(() -> on.connect(true, "sslmode", "require"))
          .isInstanceOf(SQLException.class);
      ProxiedDatabase.await(on.log::encryptionInsistedOn);

      try (Connection client = on.connect(true, "sslmode", "require");
          Statement statement = client.createStatement()) {
        statement.execute("SELECT 1");
      }
      assertThat(on.texts()).contains("SELECT 1");
    }
  }

  @Test
  void encryptionThatNobodyAskedForIsServedIfItSaysWhatItIsAbout() throws Exception {
    try (ProxiedDatabase on = ProxiedDatabase.watched()) {
      try (SSLSocket tls = direct(on, "postgresql");
          RawClient client = new RawClient(RawSession.start(tls, on.database.login()))) {
        assertThat(client.send(RawClient.query("SELECT 1")).toReady()).isEqualTo("TDCZ");
        assertThat(tls.getApplicationProtocol()).isEqualTo("postgresql");
      }
      assertThatThrownBy(() -> direct(on, "http/1.1")).isInstanceOf(IOException.class);
      try (SSLSocket silent = direct(on)) {
        assertThat(silent.getInputStream().read()).isNegative();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatLeavesIsNoticedThroughTheEncryption(boolean inspected) throws Exception {
    try (ProxiedDatabase on = ProxiedDatabase.encrypted(inspected)) {
      SSLSocket tls = direct(on, "postgresql");
      RawClient client = new RawClient(RawSession.start(tls, on.database.login()));
      client.send(RawClient.query("SELECT pg_sleep(100)"));
      ProxiedDatabase.await(() -> on.count("pg_stat_activity WHERE wait_event = 'PgSleep'") == 1);
      client.close();

      ProxiedDatabase.await(() -> on.sessions() == 0);
    }
  }

  private static SSLSocket direct(ProxiedDatabase on, String... protocols) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", on.proxy.port());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /** As sslmode=require does. */
  private static final class TrustsAll implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
