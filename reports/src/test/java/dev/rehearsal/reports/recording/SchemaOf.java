package dev.rehearsal.reports.recording;

import dev.rehearsal.reports.postgres.LockMode;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the JSON Schema of a record: the types from its components, the descriptions from its
 * Javadoc. What the Javadoc says may be null, and what is boxed, may be left out of the file.
 */
public final class SchemaOf {
  private static final Path SOURCES = Path.of("src/main/java");

  private final Map<String, Object> definitions = new TreeMap<>();
  private final Set<String> capitals;

  private SchemaOf(Set<String> capitals) {
    this.capitals = capitals;
  }

  /** The schema of a file, pretty-printed; enums are in lower case except those in capitals. */
  public static String file(Class<?> root, String title, Set<String> capitals) {
    SchemaOf schema = new SchemaOf(capitals);
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    all.put("title", title);
    all.put("$comment", "A property that is null in the program is left out of the file.");
    all.putAll(schema.object(root));
    all.put("$defs", schema.definitions);
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .defaultPrettyPrinter(
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter))
            .build()
            .writeValueAsString(all)
        + "\n";
  }

  private Map<String, Object> object(Class<?> type) {
    String javadoc = javadoc(type);
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String description = param(javadoc, component.getName());
      Map<String, Object> property = new LinkedHashMap<>(value(component.getGenericType()));
      if (!description.isEmpty()) {
        property.put("description", description);
      }
      String name =
          type == Lock.class && component.getName().equals("acquired")
              ? "new"
              : component.getName();
      properties.put(name, property);
      if (!mayBeNull(component, description)) {
        required.add(name);
      }
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("description", summary(javadoc));
    object.put("type", "object");
    object.put("required", required);
    object.put("properties", properties);
    return object;
  }

  private static boolean mayBeNull(RecordComponent component, String description) {
    Class<?> type = component.getType();
    boolean boxed = Number.class.isAssignableFrom(type) || type == Boolean.class;
    return boxed || type == Object.class || description.matches("(?s).*\\bnull\\b.*");
  }

  private Map<String, Object> value(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == List.class
          ? of("type", "array", "items", value(arguments[0]))
          : of("type", "object", "additionalProperties", value(arguments[1]));
    }
    return plain((Class<?>) type);
  }

  private Map<String, Object> plain(Class<?> type) {
    if (type == String.class) {
      return Map.of("type", "string");
    } else if (type == Instant.class) {
      return of("type", "string", "format", "date-time");
    } else if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    } else if (type == double.class || type == Double.class) {
      return Map.of("type", "number");
    } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return Map.of("type", "integer");
    } else if (type.isEnum()) {
      return of("type", "string", "enum", names(type));
    } else if (type == Object.class) {
      return Map.of();
    }
    String name = type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    if (!definitions.containsKey(name)) {
      definitions.put(name, Map.of());
      definitions.put(name, object(type));
    }
    return Map.of("$ref", "#/$defs/" + name);
  }

  /** Two entries in this order; {@link Map#of} has another one in every run. */
  private static Map<String, Object> of(String key, Object value, String key2, Object value2) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    map.put(key2, value2);
    return map;
  }

  private List<String> names(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .map(each -> (Enum<?>) each)
        .map(
            each ->
                each instanceof LockMode mode
                    ? mode.sqlName()
                    : capitals.contains(type.getSimpleName())
                        ? each.name()
                        : each.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** The comment before the record's declaration, on one line and without its stars. */
  private static String javadoc(Class<?> type) {
    Class<?> top = type.getNestHost();
    Path file = SOURCES.resolve(top.getName().replace('.', '/') + ".java");
    try {
      String source = Files.readString(file);
      int declaration = source.indexOf("record " + type.getSimpleName() + "(");
      int start = source.lastIndexOf("/**", declaration);
      int end = source.indexOf("*/", start);
      boolean own = start >= 0 && !source.substring(end, declaration).contains(";");
      return own
          ? source
              .substring(start + 3, end)
              .replaceAll("\\n\\s*\\*", " ")
              .replaceAll("\\{@(?:code|link) ([^}]*)}", "$1")
              .replaceAll("\\{@value #FORMAT}", String.valueOf(Recording.FORMAT))
              .replaceAll("\\s+", " ")
              .strip()
          : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String summary(String javadoc) {
    return javadoc.split(" ?@param ")[0].replaceAll(" ?</?p>", "").strip();
  }

  private static String param(String javadoc, String name) {
    Matcher matcher = Pattern.compile("@param " + name + " (.*?)(?= @param |$)").matcher(javadoc);
    return matcher.find() ? matcher.group(1).strip() : "";
  }
}
