package dev.rehearsal.harness.conductor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The file {@code ddl-facts.yaml}.
 *
 * @param given SQL that prepares the tables of every form
 * @param partitions SQL that prepares a partitioned table for the forms that ask for it
 */
record DdlFacts(String given, String partitions, List<Section> sections) {

  /** Forms under one heading. */
  record Section(String title, List<DdlFact> forms) {}

  static DdlFacts read() {
    try (InputStream in = DdlFacts.class.getResourceAsStream("ddl-facts.yaml")) {
      return new YAMLMapper().readValue(in, DdlFacts.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<DdlFact> of(int major) {
    return sections.stream()
        .flatMap(section -> section.forms().stream())
        .filter(fact -> fact.appliesTo(major))
        .toList();
  }

  /** All that is to be prepared for one form. */
  String preparation(DdlFact fact) {
    return given
        + ("partitions".equals(fact.with()) ? partitions : "")
        + (fact.given() == null ? "" : fact.given());
  }
}
