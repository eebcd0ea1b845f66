package dev.rehearsal.harness.dataset.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShopTablesTest {

  /** Kept recordings and histories compare runs by seed: a change here breaks them. */
  @Test
  void aSeedGivesTheSameBytesForEver() throws Exception {
    assertThat(digests(ShopSize.of(1000), 42))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "customers", "d0d3c98a64667e9f",
                "products", "c6f260f2d3683bb1",
                "orders", "79bdb0c18854939e",
                "order_items", "b512c4be6c23d108",
                "payments", "9505734ce96247f0",
                "events", "881fc5d7f25254bf"));
  }

  @Test
  void anotherSeedGivesOtherBytesInEveryTable() throws Exception {
    Map<String, String> others = digests(ShopSize.of(1000), 43);
    digests(ShopSize.of(1000), 42)
        .forEach((table, digest) -> assertThat(others.get(table)).as(table).isNotEqualTo(digest));
  }

  @Test
  void aShopMayBeAsSmallAsOneRow() throws Exception {
    for (long rows = 1; rows <= 40; rows++) {
      assertThat(digests(ShopSize.of(rows), 42)).hasSize(6);
    }
  }

  @Test
  void everyTableComesAfterThoseItRefersTo() {
    assertThat(ShopTables.of(ShopSize.of(10), 1))
        .extracting(TableRows::table)
        .containsExactly("customers", "products", "orders", "order_items", "payments", "events");
  }

  @Test
  void theOtherTablesKeepTheirProportion() {
    assertThat(ShopSize.of(1_000_000))
        .isEqualTo(new ShopSize(100_000, 10_000, 350_000, 1_000_000, 330_000, 500_000));
    assertThat(ShopSize.of(1_000_000).total()).isEqualTo(2_290_000);
  }

  @Test
  void aShopWithoutRowsIsRefused() {
    assertThatThrownBy(() -> ShopSize.of(0)).hasMessageContaining("at least 1, was 0");
  }

  private static Map<String, String> digests(ShopSize size, long seed) throws Exception {
    Map<String, String> digests = new LinkedHashMap<>();
    for (TableRows table : ShopTables.of(size, seed)) {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      CopyBuffer out = new CopyBuffer(sha256::update);
      out.begin();
      for (long id = 1; id <= table.count(); id++) {
        table.write(id, out);
      }
      out.end();
      digests.put(table.table(), HexFormat.of().formatHex(sha256.digest(), 0, 8));
    }
    return digests;
  }
}
