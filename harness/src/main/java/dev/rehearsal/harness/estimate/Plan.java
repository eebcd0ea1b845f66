package dev.rehearsal.harness.estimate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What EXPLAIN said.
 *
 * @param cost total, in the planner's units
 * @param rows that it expects to return, or to change
 * @param work by what the plan's top does
 */
record Plan(double cost, double rows, Work work) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Null for a utility statement, which has no plan. */
  static Plan read(String json) {
    JsonNode top = JSON.readTree(json).path(0).path("Plan");
    if (top.isMissingNode()) {
      return null;
    }
    boolean changes = top.path("Node Type").asString().equals("ModifyTable");
    return new Plan(
        top.path("Total Cost").asDouble(),
        changes ? rowsToChange(top) : top.path("Plan Rows").asDouble(),
        changes ? work(top.path("Operation").asString()) : Work.QUERY);
  }

  /** ModifyTable itself returns nothing; what feeds it is not what runs before or beside it. */
  private static double rowsToChange(JsonNode top) {
    double rows = 0;
    for (JsonNode child : top.path("Plans")) {
      String relationship = child.path("Parent Relationship").asString();
      if (relationship.equals("Outer") || relationship.equals("Member")) {
        rows += child.path("Plan Rows").asDouble();
      }
    }
    return rows;
  }

  private static Work work(String operation) {
    return switch (operation) {
      case "Insert" -> Work.ROWS_INSERTED;
      case "Delete" -> Work.ROWS_DELETED;
      default -> Work.ROWS_UPDATED;
    };
  }
}
