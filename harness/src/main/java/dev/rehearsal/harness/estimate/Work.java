package dev.rehearsal.harness.estimate;

/** Kinds of work; of each a unit of cost takes about as long, of different ones it does not. */
enum Work {
  QUERY("query"),
  SCAN("scan"),
  CHECK("check"),
  FOREIGN_KEY_JOIN("foreign key join"),
  INDEX_SORT_ON_NUMBERS("index sort on numbers"),
  INDEX_SORT_ON_TEXT("index sort on text"),
  REWRITE("rewrite"),
  ROWS_INSERTED("rows inserted"),
  ROWS_UPDATED("rows updated"),
  ROWS_DELETED("rows deleted");

  private final String words;

  Work(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
