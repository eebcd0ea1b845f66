package dev.rehearsal.harness.tool;

import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.proxy.Exchange;
import dev.rehearsal.harness.replay.Facts;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.SchemaChange;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells what a tool says for itself from what is the migration's. When in doubt a statement is the
 * migration's, because bookkeeping earns no finding: one that was seen to touch a table of somebody
 * else is never bookkeeping, whatever its text.
 */
final class Bookkeeping {

  /** The tables of well-known tools by their usual names. */
  private static final String TABLES =
      "schema_migrations|_prisma_migrations|__drizzle_migrations|flyway_schema_history"
          + "|databasechangelog(lock)?|pgmigrations|goose_db_version|__diesel_schema_migrations"
          + "|alembic_version|django_migrations|knex_migrations(_lock)?|sequelizemeta"
          + "|typeorm_migrations|_sqlx_migrations|seaql_migrations|ar_internal_metadata"
          + "|mikro_orm_migrations|__efmigrationshistory|kysely_migration(_lock)?";

  private static final Pattern OWN_TABLE =
      Pattern.compile("(?<![\\w$])(" + TABLES + ")(?![\\w$])|(?<![\\w$])sqitch\\s*\\.");

  /** Sqitch says the names of its tables without their schema, on a connection for them alone. */
  private static final Pattern REGISTRY_CONNECTION =
      Pattern.compile("set\\s+search_path\\s*(=|\\bto\\b)\\s*['\"]?sqitch['\"]?");

  /** Also what belongs to such a table, by the names that the server gives. */
  private static final Pattern OWN_OBJECT =
      Pattern.compile(
          "\"?(drizzle|sqitch)\"?(\\..*)?|(.*\\.)?\"?("
              + TABLES
              + ")\"?(\\..*|_pkey|_\\w+_(seq|idx|key|not_null|fkey|check))?");

  private static final Pattern OWN_SCHEMA =
      Pattern.compile("create\\s+schema\\s+(if\\s+not\\s+exists\\s+)?\"?(drizzle|sqitch)\"?\\s*");

  /** Settings that change how client and server talk, not what a statement does to others. */
  private static final Pattern CLIENT_SETTING =
      Pattern.compile(
          "(set|reset)\\s+((session|local)\\s+)?(application_name|client_encoding"
              + "|client_min_messages|datestyle|intervalstyle|extra_float_digits|search_path"
              + "|standard_conforming_strings|bytea_output|timezone|time\\s+zone|names"
              + "|session\\s+characteristics|row_security|role|session\\s+authorization)\\b.*",
          Pattern.DOTALL);

  private static final Pattern READS =
      Pattern.compile(
          "(select|show|with|values|table|discard|deallocate|listen|unlisten)\\b.*|",
          Pattern.DOTALL);

  private static final Pattern READS_CATALOG =
      Pattern.compile("(?<![\\w$])(pg_\\w+|information_schema)\\b");

  private static final Pattern READS_SOMETHING = Pattern.compile("\\b(from|table)\\b");

  private static final Pattern TAKES_TIME = Pattern.compile("(?<![\\w$])pg_sleep");

  private final Set<String> registryConnections;

  /**
   * @param exchanges of one take
   */
  Bookkeeping(List<Exchange> exchanges) {
    this.registryConnections =
        exchanges.stream()
            .filter(each -> REGISTRY_CONNECTION.matcher(lower(each.sql())).matches())
            .map(Exchange::session)
            .collect(Collectors.toSet());
  }

  /** Whether it is the tool's own. */
  boolean has(Exchange exchange) {
    Facts facts = exchange.performed().facts();
    return is(exchange.sql(), facts)
        || registryConnections.contains(exchange.session())
            && (facts == null || !touchesOthers(facts));
  }

  /**
   * @param facts what was seen of it, or null if nobody looked
   */
  static boolean is(String sql, Facts facts) {
    String text = lower(sql);
    if (Statement.controlsTransaction(sql) || CLIENT_SETTING.matcher(text).matches()) {
      return true;
    }
    if (facts != null && touchesOthers(facts)) {
      return false;
    }
    return own(text) || READS.matcher(text).matches() && readsOnlyTheServer(text);
  }

  private static String lower(String sql) {
    return sql.strip().toLowerCase(Locale.ROOT);
  }

  private static boolean own(String text) {
    return OWN_TABLE.matcher(text).find() || OWN_SCHEMA.matcher(text).matches();
  }

  private static boolean readsOnlyTheServer(String text) {
    return !TAKES_TIME.matcher(text).find()
        && (READS_CATALOG.matcher(text).find() || !READS_SOMETHING.matcher(text).find());
  }

  private static boolean touchesOthers(Facts facts) {
    return facts.locks().stream().anyMatch(Bookkeeping::onAnotherTable)
        || facts.modified().stream().anyMatch(rows -> !ownName(rows.relation()))
        || facts.changes().stream().anyMatch(Bookkeeping::ofAnotherTable);
  }

  private static boolean onAnotherTable(Lock lock) {
    String table = lock.table() == null ? lock.relation() : lock.table();
    return lock.acquired() && lock.preexisting() && !ownName(table);
  }

  private static boolean ofAnotherTable(SchemaChange change) {
    return !ownName(change.relation() == null ? change.object() : change.relation());
  }

  private static boolean ownName(String object) {
    return OWN_OBJECT.matcher(object.toLowerCase(Locale.ROOT)).matches();
  }
}
