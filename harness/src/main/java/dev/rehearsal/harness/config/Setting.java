package dev.rehearsal.harness.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * One thing that the user can choose, by a flag or in {@code rehearsal.yaml}. The key of the file
 * is the flag without its dashes.
 *
 * @param key such as {@code max-stall}
 * @param form how the file writes it
 * @param parser makes the value of one text, or null for lists and maps; throws
 *     IllegalArgumentException with the rule and the value
 */
public record Setting<T>(String key, Form form, Function<String, T> parser) {

  /** How {@code rehearsal.yaml} writes a setting. */
  enum Form {
    VALUE,
    /** A file or directory; one that is not absolute is sought beside the configuration file. */
    PATH,
    /** Several of those; an option that is given once for each. */
    PATHS,
    MAP,
    /** A few keys of its own; on the command line {@code key=value,key=value}. */
    KEYS
  }

  public static final Setting<List<Path>> MIGRATION = new Setting<>("migration", Form.PATHS, null);
  public static final Setting<Boolean> SINGLE_TRANSACTION =
      value("single-transaction", Values::yesOrNo);
  public static final Setting<Path> ROLLBACK = path("rollback");
  public static final Setting<String> RUNNER = value("runner", Values::notBlank);
  public static final Setting<String> APPLIED_TO = value("applied-to", Values::notBlank);
  public static final Setting<String> FROM = value("from", Values::notBlank);
  public static final Setting<String> TO = value("to", Values::notBlank);
  public static final Setting<Boolean> ALL_VERSIONS = value("all", Values::yesOrNo);
  public static final Setting<String> COMMAND = value("command", Values::notBlank);
  public static final Setting<String> URL_ENV = value("url-env", Values::variableName);
  public static final Setting<Duration> COMMAND_TIMEOUT =
      value("command-timeout", Durations::parse);
  public static final Setting<Boolean> IN_PROCESS = value("in-process", Values::yesOrNo);
  public static final Setting<List<Path>> RUNNER_CONFIG =
      new Setting<>("runner-config", Form.PATHS, null);
  public static final Setting<List<Path>> RUNNER_CLASSPATH =
      new Setting<>("runner-classpath", Form.PATHS, null);
  public static final Setting<String> RUNNER_VERSION = value("runner-version", Values::version);
  public static final Setting<DatabaseSpec.Provider> PROVIDER = value("provider", Values::provider);
  public static final Setting<Integer> POSTGRES = value("postgres", Values::major);
  public static final Setting<String> IMAGE = value("image", Values::notBlank);
  public static final Setting<Integer> PORT = value("port", Values::port);
  public static final Setting<Path> WORK_DIR = path("work-dir");
  public static final Setting<SortedMap<String, String>> SET = new Setting<>("set", Form.MAP, null);
  public static final Setting<Path> SCHEMA = path("schema");
  public static final Setting<Path> DATA = path("data");
  public static final Setting<Path> PREPARE = path("prepare");
  public static final Setting<Long> ROWS = value("rows", Values::rows);
  public static final Setting<Long> SCALE = value("scale", Values::rowsAtScale);
  public static final Setting<Path> WORKLOAD = path("workload");
  public static final Setting<TakesSpec> TAKES = value("takes", TakesSpec::parse);
  public static final Setting<DrillSpec> DRILL =
      new Setting<>("drill", Form.KEYS, DrillSpec::parse);
  public static final Setting<Boolean> REWRITE = value("rewrite", Values::yesOrNo);
  public static final Setting<Duration> MAX_STALL = value("max-stall", Durations::parse);
  public static final Setting<Duration> MAX_STATEMENT = value("max-statement", Durations::parse);
  public static final Setting<Duration> MAX_TOTAL = value("max-total", Durations::parse);
  public static final Setting<String> FAIL_ON = value("fail-on", Values::failOn);
  public static final Setting<Long> SEED = value("seed", Values::seed);
  public static final Setting<Boolean> SHOW_LITERALS = value("show-literals", Values::yesOrNo);
  public static final Setting<Path> OUT = path("out");
  public static final Setting<Integer> KEEP = value("keep", Values::keep);

  /** All of them, in the order in which help and documents list them. */
  public static final List<Setting<?>> ALL =
      List.of(
          MIGRATION,
          SINGLE_TRANSACTION,
          ROLLBACK,
          RUNNER,
          APPLIED_TO,
          FROM,
          TO,
          ALL_VERSIONS,
          COMMAND,
          URL_ENV,
          COMMAND_TIMEOUT,
          IN_PROCESS,
          RUNNER_CONFIG,
          RUNNER_CLASSPATH,
          RUNNER_VERSION,
          PROVIDER,
          POSTGRES,
          IMAGE,
          PORT,
          WORK_DIR,
          SET,
          SCHEMA,
          DATA,
          PREPARE,
          ROWS,
          SCALE,
          WORKLOAD,
          TAKES,
          DRILL,
          REWRITE,
          MAX_STALL,
          MAX_STATEMENT,
          MAX_TOTAL,
          FAIL_ON,
          SEED,
          SHOW_LITERALS,
          OUT,
          KEEP);

  /** How {@link #DATA} names the bundled dataset; a file of that name is {@code ./shop}. */
  public static final Path SHOP = Path.of("shop");

  private static <T> Setting<T> value(String key, Function<String, T> parser) {
    return new Setting<>(key, Form.VALUE, parser);
  }

  private static Setting<Path> path(String key) {
    return new Setting<>(key, Form.PATH, Values::path);
  }

  /** The setting itself, as one of paths. */
  @SuppressWarnings("unchecked") // the form is given to no other
  public static Setting<List<Path>> paths(Setting<?> setting) {
    if (setting.form != Form.PATHS) {
      throw new IllegalArgumentException(setting.key);
    }
    return (Setting<List<Path>>) setting;
  }

  /** Whether its option may be given several times. */
  public boolean severalPaths() {
    return form == Form.PATHS;
  }
}
