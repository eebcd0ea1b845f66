package dev.rehearsal.harness.catalog;

import dev.rehearsal.reports.postgres.RelationName;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that objects changed, to know them in definitions that others have written. */
final class Renames {

  private record Rename(Pattern then, String now) {}

  private final List<Rename> renames = new ArrayList<>();

  private Renames() {}

  static Renames between(Catalog before, Catalog after) {
    Renames renames = new Renames();
    for (CatalogObject then : before.objects()) {
      CatalogObject now = after.find(then.id()).orElse(null);
      if (now != null) {
        renames.add(then.property("name"), now.property("name"));
        renames.add(then.property("schema"), now.property("schema"));
      }
    }
    return renames;
  }

  private void add(String then, String now) {
    if (then != null && now != null && !then.equals(now)) {
      String written = Pattern.quote(then) + "|" + Pattern.quote(RelationName.identifier(then));
      renames.add(
          new Rename(
              Pattern.compile("(?<![\\w\"])(?:" + written + ")(?![\\w\"])"),
              Matcher.quoteReplacement(RelationName.identifier(now))));
    }
  }

  /** Whether the texts are the same but for names that were changed. */
  boolean explain(String then, String now) {
    if (renames.isEmpty()) {
      return false;
    }
    String text = then;
    for (Rename rename : renames) {
      text = rename.then().matcher(text).replaceAll(rename.now());
    }
    return bare(text).equals(bare(now));
  }

  /** Quotation marks come and go with the name; a view keeps a column's old name as an alias. */
  private static String bare(String text) {
    return text.replaceAll(" AS (\\w+|\"[^\"]+\")", "").replace("\"", "");
  }
}
