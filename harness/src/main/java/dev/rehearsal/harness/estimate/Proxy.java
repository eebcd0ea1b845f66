package dev.rehearsal.harness.estimate;

/**
 * A query whose cost a statement pays without running it.
 *
 * @param table that it reads, as people write it
 * @param tableSql the same for SQL
 * @param plainer a query that costs somewhat less, for when the server refuses {@code sql}
 */
record Proxy(Work work, String table, String tableSql, String sql, String plainer) {}
