package dev.rehearsal.harness.conformance;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.catalog.Contents;
import dev.rehearsal.harness.proxy.ProxyLog;
import java.util.List;

/**
 * What came of a tool's run.
 *
 * @param exitCode the tool's own, or null if it had to be ended
 * @param output what it printed, without what is another in each run
 * @param bookkeeping what it noted in the database
 * @param schema what it left
 * @param contents of all tables but its own
 * @param log what passed through the proxy, empty if there was none
 */
record Ran(
    Integer exitCode,
    String output,
    List<String> bookkeeping,
    Catalog schema,
    Contents contents,
    ProxyLog log) {}
