package dev.rehearsal.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are broken, slow or many; a bystander's session goes on through all of it. */
@Timeout(120)
class RobustnessIT {

  private static final String TYPES = "QPBDECHSXFfdcp";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void messagesMadeAtRandom(boolean inspected) throws Exception {
    Random random = new Random(20261123);
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected);
        RawClient bystander = on.raw()) {
      for (int i = 0; i < 30; i++) {
        try (RawClient client = on.raw()) {
          for (int messages = random.nextInt(4); messages >= 0; messages--) {
            client.send(message(random));
          }
          client.socket.shutdownOutput();
          readToEnd(client.socket);
        } catch (java.net.SocketException reset) {
          // A server may hang up on noise as it likes.
        }
        assertThat(bystander.send(RawClient.query("SELECT " + i)).toReady()).isEqualTo("TDCZ");
      }
      ProxiedDatabase.await(() -> on.sessions() == 1);
      assertThat(on.log.trouble()).isNull();
    }
  }

  private static byte[] message(Random random) {
    byte[] body = new byte[random.nextInt(40)];
    random.nextBytes(body);
    int length =
        switch (random.nextInt(6)) {
          case 0 -> random.nextInt();
          case 1 -> -1 - random.nextInt(100);
          case 2 -> random.nextInt(10);
          default -> 4 + body.length;
        };
    char type =
        random.nextInt(8) == 0
            ? (char) random.nextInt(256)
            : TYPES.charAt(random.nextInt(TYPES.length()));
    return ByteBuffer.allocate(5 + body.length).put((byte) type).putInt(length).put(body).array();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void startupPacketsMadeAtRandom(boolean inspected) throws Exception {
    Random random = new Random(7);
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected);
        RawClient bystander = on.raw()) {
      for (int i = 0; i < 30; i++) {
        byte[] noise = new byte[8 + random.nextInt(200)];
        random.nextBytes(noise);
        if (i % 2 == 0) {
          ByteBuffer.wrap(noise).putInt(noise.length).putInt((random.nextInt(5) << 16) + i);
        }
        try (Socket socket = socket(on)) {
          socket.getOutputStream().write(noise);
          socket.shutdownOutput();
          readToEnd(socket);
        } catch (java.net.SocketException reset) {
          // The proxy may hang up on noise as it likes.
        }
        assertThat(bystander.send(RawClient.query("SELECT 1")).toReady()).isEqualTo("TDCZ");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void versionsOfTheProtocol(boolean inspected) throws Exception {
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected)) {
      String user = on.database.login().user();
      try (RawClient old = new RawClient(socket(on))) {
        old.send(StartupBytes.startup(2 << 16, "user", user));
        assertThat(old.next()).startsWith("E").contains("unsupported frontend protocol 2.0");
      }
      try (RawClient newer = new RawClient(socket(on))) {
        newer.send(StartupBytes.startup((3 << 16) + 2, "user", user, "_pq_.nothing", "1"));
        assertThat(newer.next()).startsWith("v");
        assertThat(newer.next()).startsWith("R");
      }
      try (RawClient huge = new RawClient(socket(on))) {
        huge.send(StartupBytes.startup(3 << 16, "user", "x".repeat(20_000)));
        assertThat(huge.next()).startsWith("E").contains("invalid length of startup packet");
      }
      try (RawClient asking = new RawClient(socket(on))) {
        asking.send(StartupBytes.request(StartupBytes.GSSENC_REQUEST));
        assertThat(asking.socket.getInputStream().read()).isEqualTo('N');
        asking.send(StartupBytes.request(StartupBytes.GSSENC_REQUEST));
        assertThat(asking.next()).startsWith("E").contains("1234.5680");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void bytesThatAreNoText(boolean inspected) throws Exception {
    byte[] zero = "SELECT 1\0; SELECT 2\0".getBytes(StandardCharsets.UTF_8);
    byte[] invalid = "SELECT 1; SELECT '\u00ff'\0".getBytes(StandardCharsets.ISO_8859_1);
    byte[] endless = "SELECT 1; SELECT 2".getBytes(StandardCharsets.UTF_8);
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected);
        RawClient client = on.raw()) {
      for (byte[] body : List.of(zero, invalid, endless)) {
        client.send(ClientBytes.message('Q', body));
        assertThat(client.next()).startsWith("E").containsAnyOf("C08P01", "C22021");
        assertThat(client.toReady()).isEqualTo("Z");
      }
      client.send(RawClient.query("SELECT 1; SELECT 'ÿ'"));
      assertThat(client.toReady()).isEqualTo("TDCTDCZ");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatNeverReads(boolean inspected) throws Exception {
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected);
        RawClient bystander = on.raw()) {
      RawClient deaf = on.raw();
      deaf.send(RawClient.query("SELECT repeat('x', 1000) FROM generate_series(1, 100000)"));
      ProxiedDatabase.await(() -> clientWrites(on) == 1);

      assertThat(bystander.send(RawClient.query("SELECT 1")).toReady()).isEqualTo("TDCZ");
      deaf.close();
      ProxiedDatabase.await(() -> on.sessions() == 1);
    }
  }

  private static int clientWrites(ProxiedDatabase on) {
    return on.count("pg_stat_activity WHERE wait_event = 'ClientWrite'");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void clientsThatStopInTheMiddleOfAWord(boolean inspected) throws Exception {
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected)) {
      byte[] startup = StartupBytes.startup(3 << 16, "user", on.database.login().user());
      Socket half = socket(on);
      half.getOutputStream().write(startup, 0, startup.length / 2);
      Socket unauthenticated = socket(on);
      unauthenticated.getOutputStream().write(startup);
      RawClient inMessage = on.raw().send(new byte[] {'Q', 0, 0, 1});

      try (RawClient bystander = on.raw()) {
        assertThat(bystander.send(RawClient.query("SELECT 1")).toReady()).isEqualTo("TDCZ");
      }
      half.getOutputStream()
          .write(startup, startup.length / 2, startup.length - startup.length / 2);
      assertThat(half.getInputStream().read()).isEqualTo('R');
      for (Socket socket : List.of(half, unauthenticated, inMessage.socket)) {
        socket.close();
      }
      ProxiedDatabase.await(() -> on.sessions() == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void twoHundredConnectionsOneAfterTheOtherAndTwentyAtOnce(boolean inspected) throws Exception {
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected)) {
      for (int round = 0; round < 10; round++) {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
          clients.add(on.raw().send(RawClient.query("SELECT 1")));
        }
        for (RawClient client : clients) {
          assertThat(client.toReady()).isEqualTo("TDCZ");
          client.close();
        }
      }
      ProxiedDatabase.await(() -> on.sessions() == 0);
      assertThat(on.log.connections()).hasSize(200);
      assertThat(on.texts()).hasSize(200);
      ProxiedDatabase.await(() -> serving() == 0);
    }
  }

  /** Threads that serve connections; those of other proxies of this JVM are closed by now. */
  private static long serving() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().matches("rehearse-proxy-(client|server|copy|send|tls)"))
        .count();
  }

  private static Socket socket(ProxiedDatabase on) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), on.proxy.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void readToEnd(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    in.readAllBytes();
  }
}
