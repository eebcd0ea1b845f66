package dev.rehearsal.harness.dataset.shop;

import static dev.rehearsal.harness.dataset.shop.Choice.any;
import static dev.rehearsal.harness.dataset.shop.Choice.utf8;

/** Postal addresses. */
final class Address {
  static final byte[][] CITIES =
      utf8(
          "Berlin",
          "Hamburg",
          "München",
          "Köln",
          "Paris",
          "Lyon",
          "Amsterdam",
          "Wien",
          "Zürich",
          "Madrid",
          "Kraków",
          "Malmö",
          "Graz",
          "Utrecht",
          "Nantes",
          "Leipzig");
  private static final byte[][] STREETS =
      utf8(
          "Station Road",
          "Mill Lane",
          "Hauptstraße",
          "Rue de la Paix",
          "Lindenallee",
          "Church Street",
          "Kanaalweg",
          "Calle Mayor",
          "Bergstraße",
          "Park Avenue");
  private static final byte[] COMMA = utf8(", ");

  private Address() {}

  /** Writes one as a text value. */
  static void write(Draw draw, CopyBuffer out) {
    out.open();
    out.put(any(STREETS, draw));
    out.put(' ');
    out.decimal(1 + draw.below(180));
    out.put(COMMA);
    out.decimal(1000 + draw.below(98_000), 5);
    out.put(' ');
    out.put(any(CITIES, draw));
    out.close();
  }
}
