package dev.rehearsal.harness.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes the values out of a YAML mapping whose keys are known. What is wrong becomes a fault. */
final class MappingReader {

  private final String file;
  private final Faults faults;
  private final Map<String, Yaml.Entry> entries = new LinkedHashMap<>();

  /**
   * @param file as the user named it
   * @param known all keys that may occur
   */
  MappingReader(String file, Yaml.Mapping mapping, Collection<String> known, Faults faults) {
    this.file = file;
    this.faults = faults;
    for (Yaml.Entry entry : mapping.entries()) {
      if (!known.contains(entry.key())) {
        faults.add(place(entry), "is not a key of this file; " + wayOut(entry.key(), known));
      } else if (entries.putIfAbsent(entry.key(), entry) != null) {
        faults.add(place(entry), "is written twice");
      }
    }
  }

  private static String wayOut(String key, Collection<String> known) {
    return Nearest.to(key, known)
        .map(nearest -> "did you mean " + nearest + "?")
        .orElse("its keys are " + known.stream().collect(Collectors.joining(", ")));
  }

  /** Where a key stands, for messages; the file alone if the key is not there. */
  String place(String key) {
    return entries.containsKey(key) ? place(entries.get(key)) : file + ": " + key;
  }

  private String place(Yaml.Entry entry) {
    return file + ":" + entry.line() + ": " + entry.key();
  }

  private String place(String key, Yaml item) {
    return file + ":" + item.line() + ": " + key;
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  /** A single value. */
  <T> Optional<T> value(String key, Function<String, T> parse) {
    return entry(key)
        .flatMap(entry -> text(place(entry), entry.value()))
        .flatMap(text -> faults.parse(place(key), text, parse));
  }

  /** A list of single values; one value alone counts as a list of one. */
  <T> Optional<List<T>> values(String key, Function<String, T> parse) {
    return entry(key).map(entry -> values(key, entry.value(), parse));
  }

  private <T> List<T> values(String key, Yaml value, Function<String, T> parse) {
    List<Yaml> items = value instanceof Yaml.Sequence list ? list.items() : List.of(value);
    List<T> values = new ArrayList<>();
    for (Yaml item : items) {
      String place = place(key, item);
      text(place, item).flatMap(text -> faults.parse(place, text, parse)).ifPresent(values::add);
    }
    return values;
  }

  /** Named values under a key. */
  Optional<Yaml.Mapping> mapping(String key) {
    return entry(key).flatMap(entry -> mapping(place(entry), entry.value()));
  }

  /** A list of mappings under a key. */
  List<Yaml.Mapping> mappings(String key) {
    List<Yaml.Mapping> mappings = new ArrayList<>();
    entry(key)
        .ifPresent(
            entry -> {
              if (entry.value() instanceof Yaml.Sequence list) {
                list.items()
                    .forEach(item -> mapping(place(key, item), item).ifPresent(mappings::add));
              } else {
                faults.add(place(key), "must be a list, each item beginning with '-'");
              }
            });
    return mappings;
  }

  /** All single values of a mapping whose keys are free. */
  void pairs(Yaml.Mapping mapping, BiConsumer<String, String> each) {
    for (Yaml.Entry entry : mapping.entries()) {
      text(place(entry), entry.value()).ifPresent(text -> each.accept(entry.key(), text));
    }
  }

  private Optional<Yaml.Entry> entry(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  private Optional<Yaml.Mapping> mapping(String place, Yaml value) {
    if (value instanceof Yaml.Mapping mapping) {
      return Optional.of(mapping);
    }
    faults.add(place, "must be a list of 'key: value' lines");
    return Optional.empty();
  }

  private Optional<String> text(String place, Yaml value) {
    if (value instanceof Yaml.Scalar scalar) {
      return Optional.of(scalar.text());
    }
    faults.add(place, "must be a single value");
    return Optional.empty();
  }
}
