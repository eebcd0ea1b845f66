package dev.rehearsal.harness.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code rehearsal.yaml}, whose keys are the flags of {@code rehearse run}. */
public final class RehearsalFile {

  /** The file that is read from the working directory where no other is named. */
  public static final String NAME = "rehearsal.yaml";

  private final String file;
  private final Path directory;
  private final Choices choices = new Choices();
  private final MappingReader reader;

  private RehearsalFile(Path file, Yaml.Mapping mapping) {
    this.file = file.toString();
    this.directory = file.getParent() == null ? Path.of("") : file.getParent();
    List<String> keys = Setting.ALL.stream().<String>map(Setting::key).toList();
    this.reader = new MappingReader(file.toString(), mapping, keys, choices.faults());
  }

  /**
   * The choices of the file. Faults in single values are in the choices.
   *
   * @throws Problem if the file cannot be read or is not YAML
   */
  public static Choices read(Path file) {
    return new RehearsalFile(file, YamlFile.read(file)).choices();
  }

  /** As {@link #read(Path)}, for text that comes from a file of the given name. */
  static Choices read(Path file, String text) {
    return new RehearsalFile(file, YamlFile.read(file.toString(), text)).choices();
  }

  /** The choices of {@code ./rehearsal.yaml}, none where there is no such file. */
  public static Choices discover() {
    Path file = Path.of(NAME);
    return Files.exists(file) ? read(file) : new Choices();
  }

  private Choices choices() {
    Setting.ALL.forEach(this::read);
    return choices;
  }

  private <T> void read(Setting<T> setting) {
    String key = setting.key();
    switch (setting.form()) {
      case VALUE ->
          reader
              .value(key, setting.parser())
              .ifPresent(value -> choices.choose(setting, reader.place(key), value));
      case PATH ->
          reader
              .value(key, text -> setting.parser().apply(beside(setting, text)))
              .ifPresent(value -> choices.choose(setting, reader.place(key), value));
      case PATHS ->
          reader
              .values(key, text -> directory.resolve(Values.path(text)))
              .ifPresent(paths -> choices.choose(Setting.paths(setting), reader.place(key), paths));
      case MAP ->
          reader
              .mapping(key)
              .ifPresent(pairs -> choices.choose(Setting.SET, reader.place(key), settings(pairs)));
      case KEYS ->
          reader
              .mapping(key)
              .ifPresent(keys -> choices.choose(Setting.DRILL, reader.place(key), drill(keys)));
    }
  }

  private String beside(Setting<?> setting, String text) {
    Path path = Values.path(text);
    boolean bundled = setting == Setting.DATA && path.equals(Setting.SHOP);
    return bundled ? text : directory.resolve(path).toString();
  }

  private DrillSpec drill(Yaml.Mapping mapping) {
    MappingReader keys = new MappingReader(file, mapping, DrillSpec.KEYS, choices.faults());
    DrillSpec spec = DrillSpec.DEFAULT;
    for (String key : DrillSpec.KEYS) {
      DrillSpec before = spec;
      spec = keys.value(key, text -> before.with(key, text)).orElse(before);
    }
    return spec;
  }

  private SortedMap<String, String> settings(Yaml.Mapping mapping) {
    SortedMap<String, String> settings = new TreeMap<>();
    reader.pairs(mapping, settings::put);
    return settings;
  }
}
