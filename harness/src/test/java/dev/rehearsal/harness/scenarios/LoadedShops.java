package dev.rehearsal.harness.scenarios;

import dev.rehearsal.harness.Rehearsal;
import dev.rehearsal.harness.config.DatabaseSpec;
import dev.rehearsal.harness.config.DatasetSpec;
import dev.rehearsal.harness.config.SpecAssembly;
import dev.rehearsal.harness.progress.Progress;
import dev.rehearsal.harness.time.Ticker;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** One server per major version with the shop on it, for all tests of this JVM. */
final class LoadedShops {

  static final long ROWS = 20_000;

  private static final Map<Integer, Rehearsal> SHOPS = new ConcurrentHashMap<>();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> SHOPS.values().forEach(Rehearsal::close), "test-shops"));
  }

  private LoadedShops() {}

  /** Never close it. */
  static Rehearsal on(int major) {
    return SHOPS.computeIfAbsent(major, LoadedShops::load);
  }

  /** Every take makes and drops a database, and each waits for the disk for most of its time. */
  private static DatabaseSpec hasty(int major) {
    return new DatabaseSpec(
        DatabaseSpec.Provider.EMBEDDED,
        major,
        null,
        new TreeMap<>(Map.of("fsync", "off")),
        0,
        null);
  }

  private static Rehearsal load(int major) {
    Rehearsal shop = new Rehearsal(Progress.silent(), Ticker.system());
    try {
      shop.load(hasty(major), DatasetSpec.ofShop(ROWS), SpecAssembly.DEFAULT_SEED);
      return shop;
    } catch (RuntimeException | Error broken) {
      shop.close();
      throw broken;
    }
  }
}
