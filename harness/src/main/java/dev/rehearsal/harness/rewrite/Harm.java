package dev.rehearsal.harness.rewrite;

/** What a statement does to others: it works while they are locked out, or makes them queue. */
final class Harm {

  private Harm() {}

  static boolean isDoneBy(Observed observed) {
    if (observed.transactionControl() || observed.before() == null) {
      return false;
    }
    return worksUnderLock(observed)
        || RowChange.changesMany(observed)
        || observed.changesSchema() && SchemaRewrite.onlyQueues(observed);
  }

  private static boolean worksUnderLock(Observed observed) {
    return observed.worksUnderLock()
        && observed.run().locks().stream().anyMatch(lock -> lock.preexisting())
        && (observed.changesSchema() || Maintenance.concerns(observed));
  }
}
