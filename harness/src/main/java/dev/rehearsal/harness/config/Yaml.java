package dev.rehearsal.harness.config;

import java.util.List;

/** A piece of a YAML file that knows on which line it begins. */
sealed interface Yaml {

  int line();

  /**
   * One value.
   *
   * @param text as written, without quotes; empty where nothing is written
   */
  record Scalar(int line, String text) implements Yaml {}

  /** Values in order. */
  record Sequence(int line, List<Yaml> items) implements Yaml {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Named values in the order in which they are written; a name may occur twice. */
  record Mapping(int line, List<Entry> entries) implements Yaml {

    static final Mapping EMPTY = new Mapping(1, List.of());

    public Mapping {
      entries = List.copyOf(entries);
    }
  }

  /** One named value of a {@link Mapping}. */
  record Entry(int line, String key, Yaml value) {}
}
