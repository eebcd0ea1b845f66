package dev.rehearsal.harness.rewrite;

import dev.rehearsal.harness.catalog.CatalogObject;
import java.util.ArrayList;
import java.util.List;

/** Statements that change no schema: told by the server's command tag and what they did. */
final class Maintenance {

  private Maintenance() {}

  static boolean concerns(Observed observed) {
    return List.of("REINDEX", "REFRESH MATERIALIZED VIEW", "VACUUM", "CLUSTER", "TRUNCATE TABLE")
        .contains(String.valueOf(observed.run().tag()));
  }

  static void write(Steps steps, Observed observed) throws NoSaferForm {
    switch (observed.run().tag()) {
      case "REINDEX" -> reindex(steps, observed);
      case "REFRESH MATERIALIZED VIEW" -> refresh(steps, observed);
      case "TRUNCATE TABLE" ->
          throw new NoSaferForm("it reads no row; only its place in the transaction matters");
      default ->
          throw new NoSaferForm(
              "the server rewrites the table under ACCESS EXCLUSIVE and has no other way; an"
                  + " extension such as pg_repack does");
    }
  }

  private static void reindex(Steps steps, Observed observed) throws NoSaferForm {
    for (CatalogObject index : named(observed, observed.run().rebuilt(), "index")) {
      steps.weak(
          "REINDEX INDEX CONCURRENTLY " + Names.of(index),
          "builds beside the old index while reads and writes go on; if it fails, drop the index"
              + " ending in _ccnew");
      steps.mayLeave("an INVALID index ending in _ccnew");
    }
  }

  private static void refresh(Steps steps, Observed observed) throws NoSaferForm {
    List<String> touched = new ArrayList<>(observed.run().rewritten());
    touched.addAll(observed.run().replaced());
    for (CatalogObject view : named(observed, touched, "materialized view")) {
      boolean unique =
          observed.before().partsOf(view.id(), "index").stream()
              .anyMatch(
                  each ->
                      each.detail("unique").equals("yes") && each.detail("plain").equals("yes"));
      if (!unique || view.property("populated") != null) {
        throw new NoSaferForm(
            "REFRESH … CONCURRENTLY needs a unique index on plain columns of "
                + view.object()
                + ", and rows in it");
      }
      steps.weak(
          "REFRESH MATERIALIZED VIEW CONCURRENTLY " + Names.of(view),
          "compares old and new rows and changes what differs, while others read");
    }
  }

  private static List<CatalogObject> named(Observed observed, List<String> names, String kind)
      throws NoSaferForm {
    List<CatalogObject> found =
        observed.before().objects().stream()
            .filter(each -> each.is(kind) && names.contains(each.object()))
            .toList();
    if (found.isEmpty()) {
      throw new NoSaferForm("what it worked on cannot be told from the catalogs");
    }
    return found;
  }
}
