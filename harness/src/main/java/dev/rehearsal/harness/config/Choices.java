package dev.rehearsal.harness.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the user chose in one place, the flags or the file, with what was wrong there. Not safe for
 * threads.
 */
public final class Choices {

  private final Map<Setting<?>, Choice> made = new LinkedHashMap<>();
  private final Faults faults = new Faults();

  private record Choice(Object value, String place) {}

  /**
   * Notes what the user wrote. A value that the setting refuses is a fault, told later.
   *
   * @param place where: {@code --port} or {@code rehearsal.yaml:3: port}
   */
  public <T> void write(Setting<T> setting, String place, String text) {
    faults.parse(place, text, setting.parser()).ifPresent(value -> choose(setting, place, value));
  }

  /** Notes files or directories, each as the user wrote it. */
  public void writePaths(Setting<List<Path>> setting, String place, List<String> texts) {
    List<Path> paths = new ArrayList<>();
    for (String text : texts) {
      faults.parse(place, text, Values::path).ifPresent(paths::add);
    }
    choose(setting, place, paths);
  }

  /** Notes a value that needs no reading. */
  public <T> void choose(Setting<T> setting, String place, T value) {
    made.put(setting, new Choice(value, place));
  }

  /**
   * Notes something that is wrong.
   *
   * @param rule what must be, and the value that is not
   */
  public void fault(String place, String rule) {
    faults.add(place, rule);
  }

  /** The value, if one was chosen. */
  @SuppressWarnings("unchecked") // write() and choose() accept nothing but the setting's own type
  public <T> Optional<T> get(Setting<T> setting) {
    return Optional.ofNullable(made.get(setting)).map(choice -> (T) choice.value());
  }

  /** Where the value was chosen; the bare key if it was not. */
  public String place(Setting<?> setting) {
    return made.containsKey(setting) ? made.get(setting).place() : setting.key();
  }

  /**
   * Both together; where both chose, this one counts, also of ways to run a tool that exclude each
   * other. Server settings count one by one.
   */
  public Choices or(Choices fallback) {
    Choices both = new Choices();
    both.made.putAll(fallback.made);
    both.made.keySet().removeAll(ToolAssembly.overruled(fallback, this));
    both.made.putAll(made);
    SortedMap<String, String> settings = new TreeMap<>();
    fallback.get(Setting.SET).ifPresent(settings::putAll);
    get(Setting.SET).ifPresent(settings::putAll);
    if (!settings.isEmpty()) {
      both.choose(Setting.SET, both.place(Setting.SET), settings);
    }
    both.faults.addAll(faults);
    both.faults.addAll(fallback.faults);
    return both;
  }

  Faults faults() {
    return faults;
  }

  /**
   * Says everything that is wrong.
   *
   * @throws Problem with all faults, one a line, if there are any
   */
  public void throwIfFaulty() {
    faults.throwIfAny();
  }
}
