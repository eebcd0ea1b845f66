package dev.rehearsal.harness.replay;

import java.util.ArrayList;
import java.util.List;

/** What could not be known of a statement, in words for the report. */
final class Gaps {

  private Gaps() {}

  static List<String> inside(Snapshot before, Snapshot after, Watch.Sighting sighting) {
    List<String> gaps = new ArrayList<>();
    if (after.nextTransaction() > before.nextTransaction()) {
      gaps.add(
          "a subtransaction was rolled back inside this statement; locks it gave back are exact for"
              + " DDL and otherwise sampled");
    }
    if (sighting.missed() != null) {
      gaps.add(
          "locks given back before the statement's end were not watched: " + sighting.missed());
    }
    return gaps;
  }

  static List<String> outside(Watch.Sighting sighting) {
    List<String> gaps = new ArrayList<>();
    gaps.add(
        "runs outside a transaction block, so its locks are sampled; one held for less than the"
            + " period may be missing");
    if (sighting.missed() != null) {
      gaps.add("its locks were not watched: " + sighting.missed());
    }
    return gaps;
  }
}
