package dev.rehearsal.reports.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Holds a document against the part of JSON Schema that {@link SchemaOf} uses. */
public final class SchemaCheck {
  private static final ObjectMapper MAPPER = new JsonMapper();

  private final JsonNode schema;
  private final List<String> faults = new ArrayList<>();
  private final Set<String> used = new TreeSet<>();

  public SchemaCheck(String schema) {
    this.schema = MAPPER.readTree(schema);
  }

  /** What in the document the schema does not allow. */
  public List<String> faults(byte[] document) {
    faults.clear();
    check(MAPPER.readTree(document), schema, "$");
    return List.copyOf(faults);
  }

  /** Properties of the schema that no document so far had, as {@code Type.property}. */
  public Set<String> unused() {
    Set<String> all = new TreeSet<>();
    collect("$", schema, all);
    schema.get("$defs").properties().forEach(each -> collect(each.getKey(), each.getValue(), all));
    all.removeAll(used);
    return all;
  }

  private static void collect(String owner, JsonNode object, Set<String> all) {
    object.get("properties").propertyNames().forEach(name -> all.add(owner + "." + name));
  }

  private void check(JsonNode value, JsonNode rule, String path) {
    if (rule.has("$ref")) {
      String name = rule.get("$ref").asString().replace("#/$defs/", "");
      object(value, schema.get("$defs").get(name), path, name);
    } else if (rule.has("properties")) {
      object(value, rule, path, "$");
    } else {
      plain(value, rule, path);
    }
  }

  private void object(JsonNode value, JsonNode rule, String path, String owner) {
    for (JsonNode required : rule.get("required")) {
      if (!value.has(required.asString())) {
        faults.add(path + " lacks " + required.asString());
      }
    }
    for (Map.Entry<String, JsonNode> each : value.properties()) {
      JsonNode property = rule.get("properties").get(each.getKey());
      used.add(owner + "." + each.getKey());
      if (property == null) {
        faults.add(path + " has the unknown " + each.getKey());
      } else {
        check(each.getValue(), property, path + "." + each.getKey());
      }
    }
  }

  private void plain(JsonNode value, JsonNode rule, String path) {
    String type = rule.path("type").asString("any");
    boolean fits =
        switch (type) {
          case "string" -> value.isString();
          case "integer" -> value.isIntegralNumber();
          case "number" -> value.isNumber();
          case "boolean" -> value.isBoolean();
          case "array" -> value.isArray();
          case "object" -> value.isObject();
          default -> true;
        };
    if (!fits) {
      faults.add(path + " is no " + type);
    }
    if (rule.has("enum") && rule.get("enum").valueStream().noneMatch(value::equals)) {
      faults.add(path + " is none of the allowed values: " + value);
    }
    if (type.equals("array") && fits) {
      int i = 0;
      for (JsonNode each : value) {
        check(each, rule.get("items"), path + "[" + i++ + "]");
      }
    }
    if (type.equals("object") && fits) {
      value
          .properties()
          .forEach(
              e -> check(e.getValue(), rule.get("additionalProperties"), path + "." + e.getKey()));
    }
  }
}
