package dev.rehearsal.harness.conformance;

import java.util.ArrayList;
import java.util.List;

/** A migration that every tool gets, in its own format. */
enum Case {
  PLAIN_DDL(Version.of("plain", "ALTER TABLE item ADD COLUMN note text")),

  SEVERAL_STATEMENTS(
      Version.of(
          "several",
          "ALTER TABLE item ADD COLUMN stock int",
          "UPDATE item SET stock = id",
          "ALTER TABLE item ALTER COLUMN stock SET NOT NULL",
          "CREATE INDEX item_stock ON item (stock)")),

  TWO_VERSIONS(
      Version.of(
          "parts",
          "ALTER TABLE part ADD COLUMN weight int DEFAULT 1",
          "CREATE INDEX part_item ON part (item_id)"),
      Version.of(
          "prices",
          "ALTER TABLE item ALTER COLUMN price TYPE bigint",
          "ALTER TABLE part ADD CONSTRAINT part_of FOREIGN KEY (item_id) REFERENCES item (id)")),

  /** By each tool's own means of having no transaction. */
  CONCURRENTLY(
      Version.of("concurrently", "CREATE INDEX CONCURRENTLY item_name ON item (name)")
          .withoutTransaction()),

  CONCURRENTLY_BESIDE(
      Version.of(
          "beside",
          "ALTER TABLE item ADD COLUMN place int",
          "CREATE INDEX CONCURRENTLY item_place ON item (place)")),

  FAILS_AT_THIRD(
      Version.of("before", "ALTER TABLE part ADD COLUMN weight int"),
      Version.of(
          "fails",
          "ALTER TABLE item ADD COLUMN code text",
          "UPDATE item SET code = 'same'",
          "CREATE UNIQUE INDEX item_code ON item (code)",
          "ALTER TABLE item ADD COLUMN never int")),

  FAILS_AT_COMMIT(
      Version.of(
          "deferred",
          "ALTER TABLE part ADD CONSTRAINT part_later FOREIGN KEY (item_id) REFERENCES item (id)"
              + " DEFERRABLE INITIALLY DEFERRED",
          "INSERT INTO part VALUES (5000, 777777)")),

  DO_BLOCK(
      Version.of(
          "block",
          "DO $$\nBEGIN\n  FOR i IN 1..3 LOOP\n"
              + "    EXECUTE 'ALTER TABLE item ADD COLUMN extra' || i || ' int';\n"
              + "  END LOOP;\n  RAISE NOTICE 'three columns; done';\nEND\n$$",
          "UPDATE item SET extra1 = 1 WHERE id <= 100")),

  OWN_TRANSACTION(
      Version.of(
          "own",
          "BEGIN",
          "ALTER TABLE item ADD COLUMN inside int",
          "CREATE INDEX item_inside ON item (inside)",
          "COMMIT",
          "ALTER TABLE item ADD COLUMN outside int")),

  COPY(
      Version.of(
          "copied",
          "ALTER TABLE item ADD COLUMN origin text",
          "COPY item (id, name, origin) FROM STDIN\n501\tnew\there\n502\tnewer\tthere"));

  /** What is deployed already, by the same tool. */
  static final Version BASE =
      Version.of(
          "base",
          "CREATE TABLE item (id int PRIMARY KEY, name text, price int)",
          "CREATE TABLE part (id int PRIMARY KEY, item_id int NOT NULL)",
          "INSERT INTO item SELECT g, 'n' || g, g FROM generate_series(1, 500) g",
          "INSERT INTO part SELECT g, 1 + g % 500 FROM generate_series(1, 1000) g");

  private final List<Version> pending;

  Case(Version... pending) {
    this.pending = List.of(pending);
  }

  /** What is to be run. */
  List<Version> pending() {
    return pending;
  }

  /** Those that are deployed, and those that are to be run. */
  List<Version> all() {
    List<Version> all = new ArrayList<>(List.of(BASE));
    all.addAll(pending);
    return all;
  }
}
