package dev.rehearsal.harness.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads a YAML file into pieces that know their lines. Aliases are refused: in a file that decides
 * what is measured, every value is to be read where it stands.
 */
final class YamlFile {

  private static final long LARGEST_BYTES = 1 << 20;

  private final String name;
  private final YAMLParser parser;

  private YamlFile(String name, YAMLParser parser) {
    this.name = name;
    this.parser = parser;
  }

  /**
   * Reads a file.
   *
   * @throws Problem if it cannot be read, or is not a YAML mapping in one document
   */
  static Yaml.Mapping read(Path file) {
    return read(file.toString(), text(file));
  }

  /** As {@link #read(Path)}, for text that comes from a file of the given name. */
  static Yaml.Mapping read(String name, String text) {
    YAMLFactory factory = YAMLFactory.builder().build();
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), text)) {
      return new YamlFile(name, (YAMLParser) parser).document();
    } catch (JacksonException broken) {
      throw fault(name, lineOf(broken), "is not YAML: " + firstLine(broken), broken);
    }
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST_BYTES) {
        throw fault(file.toString(), 1, "is larger than 1 MiB, which no configuration is", null);
      }
      return Files.readString(file);
    } catch (NoSuchFileException missing) {
      throw new Problem(Problem.Kind.USAGE, file + ": there is no such file", missing);
    } catch (CharacterCodingException notText) {
      throw new Problem(Problem.Kind.USAGE, file + ": is not UTF-8 text", notText);
    } catch (IOException unreadable) {
      throw new Problem(
          Problem.Kind.USAGE, file + ": cannot be read (" + unreadable + ")", unreadable);
    }
  }

  private Yaml.Mapping document() {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      return Yaml.Mapping.EMPTY;
    }
    if (first != JsonToken.START_OBJECT) {
      throw fault(name, line(), "must be a list of 'key: value' lines", null);
    }
    Yaml.Mapping mapping = mapping();
    if (parser.nextToken() != null) {
      throw fault(name, line(), "must be one document, without a second '---'", null);
    }
    return mapping;
  }

  private Yaml value(JsonToken token) {
    if (parser.isCurrentAlias()) {
      throw fault(name, line(), "must be written out, without a YAML alias", null);
    }
    return switch (token) {
      case START_OBJECT -> mapping();
      case START_ARRAY -> sequence();
      case VALUE_NULL -> new Yaml.Scalar(line(), "");
      default -> new Yaml.Scalar(line(), parser.getString());
    };
  }

  private Yaml.Mapping mapping() {
    int line = line();
    List<Yaml.Entry> entries = new ArrayList<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      int keyLine = line();
      String key = parser.currentName();
      entries.add(new Yaml.Entry(keyLine, key, value(parser.nextToken())));
    }
    return new Yaml.Mapping(line, entries);
  }

  private Yaml.Sequence sequence() {
    int line = line();
    List<Yaml> items = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      items.add(value(token));
    }
    return new Yaml.Sequence(line, items);
  }

  private int line() {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  private static int lineOf(JacksonException broken) {
    return broken.getLocation() == null ? 1 : Math.max(1, broken.getLocation().getLineNr());
  }

  private static String firstLine(JacksonException broken) {
    return broken.getOriginalMessage().lines().findFirst().orElse("no reason given");
  }

  private static Problem fault(String file, int line, String rule, Throwable cause) {
    return new Problem(
        Problem.Kind.USAGE, Faults.printable(file + ":" + line + ": " + rule), cause);
  }
}
