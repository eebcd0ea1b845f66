package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.catalog.CatalogObject;
import dev.rehearsal.reports.postgres.RelationName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names in SQL text: quoted only where they have to be. */
final class Names {

  private static final int LONGEST = 63;

  /** Words that are no names unless quoted (documentation, appendix C, reserved in any way). */
  private static final Set<String> RESERVED =
      new HashSet<>(
          Arrays.asList(
              ("all analyse analyze and any array as asc asymmetric authorization binary both case"
                      + " cast check collate collation column concurrently constraint create cross"
                      + " current_catalog current_date current_role current_schema current_time"
                      + " current_timestamp current_user default deferrable desc distinct do else end"
                      + " except false fetch for foreign freeze from full grant group having ilike in"
                      + " initially inner intersect into is isnull join lateral leading left like"
                      + " limit localtime localtimestamp natural not notnull null offset on only or"
                      + " order outer overlaps placing primary references returning right select"
                      + " session_user similar some symmetric system_user table tablesample then to"
                      + " trailing true union unique user using variadic verbose when where window"
                      + " with")
                  .split(" ")));

  private Names() {}

  static String id(String name) {
    boolean plain = name.matches("[a-z_][a-z0-9_$]*") && !RESERVED.contains(name);
    return plain ? name : RelationName.identifier(name);
  }

  static String of(CatalogObject relation) {
    return id(relation.schema()) + "." + id(relation.name());
  }

  static String list(List<String> columns) {
    return columns.stream().map(Names::id).collect(Collectors.joining(", "));
  }

  /** A name made of parts that nothing on the relation has, as long as the server keeps. */
  static String fresh(Catalog catalog, String base, String suffix) {
    Set<String> taken = new HashSet<>();
    catalog
        .objects()
        .forEach(object -> taken.add(object.part() == null ? object.name() : object.part()));
    String name = shortened(base, LONGEST - suffix.length()) + suffix;
    for (int number = 2; taken.contains(name); number++) {
      name = shortened(base, LONGEST - suffix.length() - 2) + suffix + number;
    }
    return name;
  }

  private static String shortened(String name, int bytes) {
    String text = name;
    while (text.getBytes(StandardCharsets.UTF_8).length > bytes) {
      text = text.substring(0, text.length() - 1);
    }
    return text;
  }

  /** An expression of the server's with one column's name replaced by another; strings stay. */
  static String replaceColumn(String expression, String column, String other) {
    Pattern name =
        Pattern.compile(
            "'(?:[^']|'')*'|(?<![\\w\".])(?:"
                + Pattern.quote(id(column))
                + "|"
                + Pattern.quote(RelationName.identifier(column))
                + ")(?![\\w\"(.])");
    Matcher matcher = name.matcher(expression);
    return matcher.replaceAll(
        found ->
            Matcher.quoteReplacement(found.group().startsWith("'") ? found.group() : id(other)));
  }
}
