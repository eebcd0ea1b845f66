package dev.rehearsal.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Much that is sent at once. */
@Timeout(300)
class PipelineIT {

  private static final String WIDE = "SELECT repeat('x', 1000)";

  @ParameterizedTest
  @CsvSource({"false,10000", "true,300"})
  void messagesBeforeOneSync(boolean inspected, int atMost) throws Exception {
    int statements = Integer.getInteger("rehearse.proxy.pipelined", atMost);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < statements; i++) {
      all.writeBytes(RawClient.executed(WIDE));
    }
    all.writeBytes(RawClient.sync());
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected);
        RawClient client = on.raw()) {
      Thread writing = client.writing(all.toByteArray());
      Thread.sleep(300); // so that all that can be full is

      assertThat(client.toReady()).isEqualTo("12TDC".repeat(statements) + "Z");
      writing.join();
      assertThat(on.log.exchanges()).hasSize(statements);
      assertThat(on.log.exchanges()).extracting(Exchange::transaction).containsOnly(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"false,10000", "true,200"})
  void messagesWithASyncEach(boolean inspected, int atMost) throws Exception {
    int statements = Integer.getInteger("rehearse.proxy.pipelined", atMost);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < statements; i++) {
      all.writeBytes(RawClient.executed(WIDE));
      all.writeBytes(RawClient.sync());
    }
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected);
        RawClient client = on.raw()) {
      Thread writing = client.writing(all.toByteArray());
      Thread.sleep(300);

      for (int i = 0; i < statements; i++) {
        assertThat(client.toReady()).isEqualTo("12TDCZ");
      }
      writing.join();
      assertThat(on.log.exchanges()).hasSize(statements);
    }
  }

  /** Nothing of it can be taken apart, so that it is sent on as a whole. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void messagesThatStayTogether(boolean inspected) throws Exception {
    int statements = 10_000;
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < statements; i++) {
      all.writeBytes(RawClient.executed(WIDE));
    }
    all.writeBytes(RawClient.executed("COMMIT"));
    all.writeBytes(RawClient.sync());
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected);
        RawClient client = on.raw()) {
      Thread writing = client.writing(all.toByteArray());

      assertThat(client.toReady().replace("N", "")).isEqualTo("12TDC".repeat(statements) + "12nCZ");
      writing.join();
      assertThat(on.log.exchanges()).hasSize(inspected ? 1 : statements + 1);
    }
  }

  @ParameterizedTest
  @CsvSource({"false,1", "true,1", "false,10", "true,10"})
  void longStatements(boolean inspected, int mebibytes) throws Exception {
    String text = "x".repeat(mebibytes << 20);
    String simple = "SELECT length('" + text + "')";
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected);
        RawClient client = on.raw()) {
      client.send(RawClient.query(simple));
      assertThat(client.next()).startsWith("T");
      assertThat(client.next()).startsWith("D").endsWith("" + (mebibytes << 20));
      assertThat(client.toReady()).isEqualTo("CZ");
      client.send(RawClient.executed("SELECT '" + text + "'"), RawClient.sync());
      assertThat(client.toReady()).isEqualTo("12TDCZ");
      client.send(RawClient.query("SELECT 1; " + simple));
      assertThat(client.toReady()).isEqualTo("TDCTDCZ");
      int kept = Math.min(simple.length(), ClientMessages.TEXT_KEPT - 100);
      assertThat(on.texts()).anyMatch(sql -> sql.startsWith(simple.substring(0, kept)));
    }
  }

  /** A server that cannot get rid of its notices would take no data. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void dataThatMakesMoreNoticesThanItIsItself(boolean inspected) throws Exception {
    byte[] rows = "1\n".repeat(30_000).getBytes(StandardCharsets.US_ASCII);
    try (ProxiedDatabase on = ProxiedDatabase.of(inspected)) {
      try (Connection setup = on.connect(false);
          Statement statement = setup.createStatement()) {
        statement.execute("CREATE TABLE t (a int)");
        statement.execute(
            "CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS"
                + " 'BEGIN RAISE WARNING ''%'', repeat(''!'', 400); RETURN NULL; END'");
        statement.execute(
            "CREATE TRIGGER t BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION shout()");
      }
      try (RawClient client = on.raw()) {
        client.send(RawClient.query("COPY t FROM STDIN"));
        assertThat(client.next()).startsWith("G");
        Thread writing =
            client.writing(
                concat(ClientBytes.message('d', rows), ClientBytes.message('c', new byte[0])));

        assertThat(client.toReady()).isEqualTo("N".repeat(30_000) + "CZ");
        writing.join();
      }
    }
  }

  private static byte[] concat(byte[] one, byte[] other) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(one);
    all.writeBytes(other);
    return all.toByteArray();
  }
}
