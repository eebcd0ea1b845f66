package dev.rehearsal.harness.rewrite;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One change of many rows, cut into transactions of {@value #ROWS} rows along the primary key.
 * COMMIT in a DO block needs it to be sent outside of a transaction block.
 */
final class Batches {

  static final int ROWS = 5000;

  private Batches() {}

  /**
   * The block.
   *
   * @param table in SQL
   * @param key its primary key's columns
   * @param head such as {@code UPDATE t SET a = 1}
   * @param condition what else holds for the rows, or null
   */
  static String block(String table, List<String> key, String head, String condition)
      throws NoSaferForm {
    if (key.isEmpty()) {
      throw new NoSaferForm(
          "it cannot be cut into batches, because " + table + " has no primary key");
    }
    String columns = Names.list(key);
    String where = "WHERE " + (condition == null ? "" : "(" + condition.strip() + "\n    ) AND ");
    String from = row(key, null) + " >= " + row(key, "lower_key");
    String to = row(key, null) + " < " + row(key, "upper_key");
    String body =
        """
        DECLARE
          lower_key record;
          upper_key record;
        BEGIN
          SELECT %2$s INTO lower_key FROM %1$s ORDER BY %2$s LIMIT 1;
          IF NOT FOUND THEN
            RETURN;
          END IF;
          LOOP
            SELECT %2$s INTO upper_key FROM %1$s WHERE %3$s ORDER BY %2$s OFFSET %4$d LIMIT 1;
            IF NOT FOUND THEN
              %5$s
              %6$s%3$s;
              COMMIT;
              EXIT;
            END IF;
            %5$s
            %6$s%3$s AND %7$s;
            COMMIT;
            lower_key := upper_key;
          END LOOP;
        END
        """
            .formatted(table, columns, from, ROWS, head.strip(), where, to);
    String tag = "$batches$";
    while (body.contains(tag)) {
      tag = tag.substring(0, tag.length() - 1) + "_$";
    }
    return "DO " + tag + "\n" + body + tag;
  }

  private static String row(List<String> key, String record) {
    String columns =
        key.stream()
            .map(column -> record == null ? Names.id(column) : record + "." + Names.id(column))
            .collect(Collectors.joining(", "));
    return key.size() == 1 ? columns : "(" + columns + ")";
  }
}
