package dev.rehearsal.harness.config;

import java.nio.file.Path;

/**
 * What fills the database before the takes. Exactly one of: the bundled shop, or files; and then
 * what is still to be done to it.
 *
 * @param shop whether the bundled shop is loaded
 * @param shopRows rows of the shop's largest table; the others keep their proportion
 * @param schema SQL file that builds the schema, or null
 * @param data SQL or plain-format {@code pg_dump} file with the rows, or null
 * @param prepare SQL file that is run on the loaded database, or null
 */
public record DatasetSpec(boolean shop, long shopRows, Path schema, Path data, Path prepare) {

  public static final long DEFAULT_SHOP_ROWS = 1_000_000;

  public static DatasetSpec ofShop(long rows) {
    return new DatasetSpec(true, rows, null, null, null);
  }

  /** Either path may be null, but not both. */
  public static DatasetSpec ofFiles(Path schema, Path data) {
    return new DatasetSpec(false, 0, schema, data, null);
  }

  /** The same, prepared by a file; null for none. */
  public DatasetSpec preparedBy(Path file) {
    return new DatasetSpec(shop, shopRows, schema, data, file);
  }
}
