package dev.rehearsal.harness.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads {@code workload.yaml}, the application-like workload of the traffic and steps takes. */
public final class WorkloadFile {

  static final List<String> KEYS =
      List.of("derived", "every", "timeout", "phases", "probes", "versions");
  static final List<String> PHASES = List.of("settle", "baseline", "drain");
  static final List<String> PROBE_KEYS = List.of("name", "sql", "every", "parameters", "version");
  static final List<String> VERSION_KEYS = List.of("name", "queries");
  static final List<String> QUERY_KEYS = List.of("name", "sql", "parameters");

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
    List<WorkloadSpec.VersionSpec> versions = versions(reader.mappings("versions"));
    Set<String> names =
        versions.stream().map(WorkloadSpec.VersionSpec::name).collect(Collectors.toSet());
    WorkloadSpec workload =
        new WorkloadSpec(
            reader.value("derived", Values::onOrOff).orElse(usual.derive()),
            every,
            reader.value("timeout", WorkloadFile::period).orElse(usual.timeout()),
            phases.value("settle", Durations::parse).orElse(usual.settle()),
            phases.value("baseline", Durations::parse).orElse(usual.baseline()),
            phases.value("drain", Durations::parse).orElse(usual.drain()),
            probes(reader.mappings("probes"), every, names),
            versions);
    if (!workload.derive() && workload.probes().isEmpty() && versions.isEmpty()) {
      faults.add(reader.place("derived"), "is off and there are no probes: nothing would run");
    }
    faults.throwIfAny();
    return workload;
  }

  private List<WorkloadSpec.ProbeSpec> probes(
      List<Yaml.Mapping> mappings, Duration every, Set<String> versions) {
    List<WorkloadSpec.ProbeSpec> probes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Yaml.Mapping mapping : mappings) {
      WorkloadSpec.ProbeSpec probe = probe(mapping, every, versions);
      if (!names.add(probe.name())) {
        faults.add(at("probe", mapping), "is called '" + probe.name() + "' like another one");
      }
      probes.add(probe);
    }
    return probes;
  }

  private WorkloadSpec.ProbeSpec probe(Yaml.Mapping mapping, Duration every, Set<String> versions) {
    MappingReader reader = new MappingReader(file, mapping, PROBE_KEYS, faults);
    WorkloadSpec.QuerySpec query = query("probe", reader, mapping);
    String version = reader.value("version", Values::notBlank).orElse(null);
    if (version != null && !versions.contains(version)) {
      faults.add(
          reader.place("version"),
          "must be the name of one of the versions, was '" + version + "'");
    }
    return new WorkloadSpec.ProbeSpec(
        query.name(),
        query.sql(),
        reader.value("every", WorkloadFile::period).orElse(every),
        query.parameters(),
        version);
  }

  private List<WorkloadSpec.VersionSpec> versions(List<Yaml.Mapping> mappings) {
    List<WorkloadSpec.VersionSpec> versions = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Yaml.Mapping mapping : mappings) {
      MappingReader reader = new MappingReader(file, mapping, VERSION_KEYS, faults);
      String name = name("version", reader, mapping);
      if (!names.add(name)) {
        faults.add(at("version", mapping), "is called '" + name + "' like another one");
      }
      if (name.equals(WorkloadSpec.DERIVED)) {
        faults.add(reader.place("name"), "must not be 'derived', which this program uses itself");
      }
      versions.add(new WorkloadSpec.VersionSpec(name, queries(reader, mapping)));
    }
    return versions;
  }

  private List<WorkloadSpec.QuerySpec> queries(MappingReader version, Yaml.Mapping of) {
    List<WorkloadSpec.QuerySpec> queries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Yaml.Mapping mapping : version.mappings("queries")) {
      MappingReader reader = new MappingReader(file, mapping, QUERY_KEYS, faults);
      WorkloadSpec.QuerySpec query = query("query", reader, mapping);
      if (!names.add(query.name())) {
        faults.add(at("query", mapping), "is called '" + query.name() + "' like another one");
      }
      queries.add(query);
    }
    if (queries.isEmpty()) {
      faults.add(at("version", of), "must have queries");
    }
    return queries;
  }

  private WorkloadSpec.QuerySpec query(String what, MappingReader reader, Yaml.Mapping mapping) {
    String sql = required(what, reader, mapping, "sql");
    List<String> parameters = reader.values("parameters", Values::notBlank).orElse(List.of());
    int wanted = parametersOf(sql);
    if (wanted != parameters.size()) {
      faults.add(
          at(what, mapping),
          "must have a query in parameters for each of $1 to $n in its sql, which has "
              + wanted
              + ", was "
              + parameters.size());
    }
    return new WorkloadSpec.QuerySpec(name(what, reader, mapping), sql, parameters);
  }

  private String name(String what, MappingReader reader, Yaml.Mapping mapping) {
    String name = required(what, reader, mapping, "name");
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      faults.add(
          reader.place("name"),
          "must be 1 to 40 ASCII letters, digits, spaces, dots or dashes, was '" + name + "'");
    }
    return name;
  }

  private String required(String what, MappingReader reader, Yaml.Mapping mapping, String key) {
    if (!reader.has(key)) {
      faults.add(at(what, mapping), "must have " + key);
    }
    return reader.value(key, Values::notBlank).orElse("");
  }

  private String at(String what, Yaml.Mapping mapping) {
    return file + ":" + mapping.line() + ": this " + what;
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
