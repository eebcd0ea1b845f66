package dev.rehearsal.harness.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code workload.yaml}, the application-like workload of a traffic take. */
public final class WorkloadFile {

  static final List<String> KEYS = List.of("derived", "every", "timeout", "phases", "probes");
  static final List<String> PHASES = List.of("settle", "baseline", "drain");
  static final List<String> PROBE_KEYS = List.of("name", "sql", "every", "parameters");

  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(1);

  /** Names end in a session's name, of which the server keeps 63 bytes. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._-]{0,39}");

  /** A parameter such as {@code $1}, but not within a string, a quoted name or a comment. */
  private static final Pattern PARAMETER =
      Pattern.compile(
          "'(?:[^']|'')*'|\"[^\"]*\"|--[^\\n]*|/\\*.*?\\*/|\\$([0-9]{1,4})", Pattern.DOTALL);

  private final String file;
  private final Faults faults = new Faults();

  private WorkloadFile(String file) {
    this.file = file;
  }

  /**
   * The workload that the file describes; what it does not mention is as by default.
   *
   * @throws Problem with everything that is wrong with the file
   */
  public static WorkloadSpec read(Path file) {
    return new WorkloadFile(file.toString()).workload(YamlFile.read(file));
  }

  /** As {@link #read(Path)}, for text that comes from a file of the given name. */
  static WorkloadSpec read(String name, String text) {
    return new WorkloadFile(name).workload(YamlFile.read(name, text));
  }

  private WorkloadSpec workload(Yaml.Mapping mapping) {
    WorkloadSpec usual = WorkloadSpec.DEFAULT;
    MappingReader reader = new MappingReader(file, mapping, KEYS, faults);
    MappingReader phases =
        new MappingReader(
            file, reader.mapping("phases").orElse(Yaml.Mapping.EMPTY), PHASES, faults);
    Duration every = reader.value("every", WorkloadFile::period).orElse(usual.every());
    WorkloadSpec workload =
        new WorkloadSpec(
            reader.value("derived", Values::onOrOff).orElse(usual.derive()),
            every,
            reader.value("timeout", WorkloadFile::period).orElse(usual.timeout()),
            phases.value("settle", Durations::parse).orElse(usual.settle()),
            phases.value("baseline", Durations::parse).orElse(usual.baseline()),
            phases.value("drain", Durations::parse).orElse(usual.drain()),
            probes(reader.mappings("probes"), every));
    if (!workload.derive() && workload.probes().isEmpty()) {
      faults.add(reader.place("derived"), "is off and there are no probes: nothing would run");
    }
    faults.throwIfAny();
    return workload;
  }

  private List<WorkloadSpec.ProbeSpec> probes(List<Yaml.Mapping> mappings, Duration every) {
    List<WorkloadSpec.ProbeSpec> probes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Yaml.Mapping mapping : mappings) {
      WorkloadSpec.ProbeSpec probe = probe(mapping, every);
      if (!names.add(probe.name())) {
        faults.add(at(mapping), "is called '" + probe.name() + "' like another one");
      }
      probes.add(probe);
    }
    return probes;
  }

  private WorkloadSpec.ProbeSpec probe(Yaml.Mapping mapping, Duration every) {
    MappingReader reader = new MappingReader(file, mapping, PROBE_KEYS, faults);
    String sql = required(reader, mapping, "sql");
    List<String> parameters = reader.values("parameters", Values::notBlank).orElse(List.of());
    int wanted = parametersOf(sql);
    if (wanted != parameters.size()) {
      faults.add(
          at(mapping),
          "must have a query in parameters for each of $1 to $n in its sql, which has "
              + wanted
              + ", was "
              + parameters.size());
    }
    return new WorkloadSpec.ProbeSpec(
        name(reader, mapping),
        sql,
        reader.value("every", WorkloadFile::period).orElse(every),
        parameters);
  }

  private String name(MappingReader reader, Yaml.Mapping mapping) {
    String name = required(reader, mapping, "name");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      faults.add(
          reader.place("name"),
          "must be 1 to 40 ASCII letters, digits, spaces, dots or dashes, was '" + name + "'");
    }
    return name;
  }

  private String required(MappingReader reader, Yaml.Mapping mapping, String key) {
    if (!reader.has(key)) {
      faults.add(at(mapping), "must have " + key);
    }
    return reader.value(key, Values::notBlank).orElse("");
  }

  private String at(Yaml.Mapping mapping) {
    return file + ":" + mapping.line() + ": this probe";
  }

  private static Duration period(String text) {
    Duration period = Durations.parse(text);
    if (period.compareTo(SHORTEST_PERIOD) < 0) {
      throw new IllegalArgumentException("must be at least 1ms, was '" + text + "'");
    }
    return period;
  }

  private static int parametersOf(String sql) {
    int highest = 0;
    Matcher parameter = PARAMETER.matcher(sql);
    while (parameter.find()) {
      if (parameter.group(1) != null) {
        highest = Math.max(highest, Integer.parseInt(parameter.group(1)));
      }
    }
    return highest;
  }
}
