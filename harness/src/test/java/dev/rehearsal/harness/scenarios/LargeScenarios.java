package dev.rehearsal.harness.scenarios;

import dev.rehearsal.fixtures.Scenario;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Scenarios with so many rows, also where the shop does not give them, that work takes a while. */
final class LargeScenarios {

  /** What fills tables that do not grow with the shop, or not enough. */
  private static final Map<String, String> MORE_ROWS =
      Map.of(
          "attach-partition",
          """
          INSERT INTO visits_2025
          SELECT n, n % 1000, '2025-01-01 00:00Z'::timestamptz + n * interval '10 seconds'
          FROM generate_series(1, 3000000) AS n;
          """,
          "detach-partition",
          """
          INSERT INTO visits
          SELECT n, n % 1000, '2023-01-01 00:00Z'::timestamptz + n * interval '30 seconds'
          FROM generate_series(1, 1000000) AS n;
          """,
          "change-type-index-rebuild",
          """
          INSERT INTO customers (email, full_name, country_code)
          SELECT n || '.' || email, full_name, country_code
          FROM customers, generate_series(1, 3) AS n;
          """,
          "suppressed-finding",
          """
          INSERT INTO products (sku, name, description, category, price_cents)
          SELECT n || '.' || sku, name, description, category, price_cents
          FROM products, generate_series(1, 40) AS n;
          """);

  private LargeScenarios() {}

  static Scenario of(Scenario scenario) {
    String more = MORE_ROWS.get(scenario.name());
    if (more == null) {
      return scenario;
    }
    SortedMap<String, String> files = new TreeMap<>(scenario.files());
    if (files.putIfAbsent("prepare.sql", "") == null) {
      files.merge("rehearsal.yaml", "\nprepare: prepare.sql\n", String::concat);
    }
    files.merge("prepare.sql", more, String::concat);
    return new Scenario(scenario.name(), scenario.title(), scenario.description(), files);
  }
}
