package dev.rehearsal.reports.recording;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.rehearsal.reports.postgres.LockMode;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How this program's records are written as JSON: properties in the records' order, maps sorted,
 * nulls left out, enums in lower case, lock modes as SQL spells them, two spaces and {@code \n}.
 * The same record gives the same bytes on every machine and in every locale.
 */
public final class JsonFormat {

  private JsonFormat() {}

  /** A builder with the common rules, for files that add their own. */
  public static JsonMapper.Builder mapper() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .defaultPrettyPrinter(printer())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultPropertyInclusion(
                inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .addMixIn(Lock.class, LockNames.class)
            .addModule(lockModes());
    // A list that an older program did not know yet is read as an empty one.
    JsonSetter.Value empty = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
    builder.withConfigOverride(List.class, override -> override.setNullHandling(empty));
    builder.withConfigOverride(SortedMap.class, override -> override.setNullHandling(empty));
    return builder;
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }

  private static SimpleModule lockModes() {
    return new SimpleModule("lock modes")
        .addSerializer(LockMode.class, new LockModeWriter())
        .addDeserializer(LockMode.class, new LockModeReader());
  }

  /** {@code new} is a word of Java, so the record cannot use the file's name. */
  private interface LockNames {
    @JsonProperty("new")
    boolean acquired();
  }

  private static final class LockModeWriter extends StdSerializer<LockMode> {
    LockModeWriter() {
      super(LockMode.class);
    }

    @Override
    public void serialize(LockMode mode, JsonGenerator out, SerializationContext context) {
      out.writeString(mode.sqlName());
    }
  }

  private static final class LockModeReader extends StdDeserializer<LockMode> {
    LockModeReader() {
      super(LockMode.class);
    }

    @Override
    public LockMode deserialize(JsonParser in, DeserializationContext context) {
      String name = in.getString();
      return Arrays.stream(LockMode.values())
          .filter(mode -> mode.sqlName().equals(name))
          .findFirst()
          .orElseGet(
              () -> (LockMode) context.handleWeirdStringValue(LockMode.class, name, known()));
    }

    private static String known() {
      return Arrays.stream(LockMode.values())
          .map(LockMode::sqlName)
          .collect(Collectors.joining(", ", "must be one of ", ""));
    }
  }
}
