package dev.rehearsal.reports.postgres;

import java.util.regex.Pattern;

/**
 * A schema-qualified relation name. {@link #toString} is for people, {@link #sql} for the server.
 */
public record RelationName(String schema, String name) implements Comparable<RelationName> {

  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  @Override
  public int compareTo(RelationName other) {
    int bySchema = schema.compareTo(other.schema);
    return bySchema != 0 ? bySchema : name.compareTo(other.name);
  }

  /** {@code schema.name}, each part quoted if it is not a plain lower-case identifier. */
  @Override
  public String toString() {
    return quoted(schema) + "." + quoted(name);
  }

  /** The name for SQL text: each part always quoted, so that {@code public."order"} works too. */
  public String sql() {
    return identifier(schema) + "." + identifier(name);
  }

  /** An identifier quoted for SQL text. */
  public static String identifier(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /** An identifier for people and for SQL text, quoted only where it has to be. */
  public static String quoted(String name) {
    return PLAIN.matcher(name).matches() ? name : identifier(name);
  }
}
