package dev.rehearsal.harness.config;

import dev.rehearsal.reports.recording.Budgets;
import dev.rehearsal.reports.recording.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes a complete specification of the user's choices: fills in the defaults and checks what one
 * choice demands of another.
 */
public final class SpecAssembly {

  /** The longest stall that passes where the user says nothing. */
  public static final Duration DEFAULT_MAX_STALL = Duration.ofSeconds(1);

  /** What the numbers are drawn from where the user says nothing. */
  public static final long DEFAULT_SEED = 1;

  private final Choices choices;

  private SpecAssembly(Choices choices) {
    this.choices = choices;
  }

  /**
   * The specification.
   *
   * @param command the command line, secrets masked, kept with the recording
   * @throws Problem with everything that is wrong with the choices, alone or together
   */
  public static RehearsalSpec assemble(Choices choices, List<String> command) {
    return new SpecAssembly(choices).assemble(command);
  }

  /**
   * The server alone.
   *
   * @throws Problem with everything that is wrong with the choices
   */
  public static DatabaseSpec database(Choices choices) {
    DatabaseSpec database = new SpecAssembly(choices).database();
    choices.throwIfFaulty();
    return database;
  }

  private RehearsalSpec assemble(List<String> command) {
    ToolSpec tool = new ToolAssembly(choices).tool();
    if (!byTool() && choices.get(Setting.MIGRATION).orElse(List.of()).isEmpty()) {
      choices.fault(
          choices.place(Setting.MIGRATION), "is missing: name the SQL files, or their directory");
    }
    DatabaseSpec database = database();
    DatasetSpec dataset = dataset().preparedBy(readable(Setting.PREPARE).orElse(null));
    WorkloadSpec workload = workload();
    RunnerSpec runner = runner(tool);
    choices.throwIfFaulty();
    return new RehearsalSpec(
        choices.get(Setting.MIGRATION).orElse(List.of()),
        choices.get(Setting.SINGLE_TRANSACTION).orElse(false),
        choices.get(Setting.ROLLBACK).orElse(null),
        runner,
        database,
        dataset,
        choices.get(Setting.TAKES).orElse(tool == null ? TakesSpec.DEFAULT : TakesSpec.OF_A_TOOL),
        choices.get(Setting.REWRITE).orElse(false),
        workload,
        choices.get(Setting.DRILL).orElse(DrillSpec.DEFAULT),
        choices.get(Setting.SEED).orElse(DEFAULT_SEED),
        request(command));
  }

  private boolean byTool() {
    return choices.get(Setting.COMMAND).isPresent()
        || choices.get(Setting.IN_PROCESS).orElse(false);
  }

  private RunnerSpec runner(ToolSpec tool) {
    boolean all = choices.get(Setting.ALL_VERSIONS).orElse(false);
    Optional<String> appliedTo = choices.get(Setting.APPLIED_TO);
    Optional<String> from = choices.get(Setting.FROM);
    if (all && (appliedTo.isPresent() || from.isPresent())) {
      choices.fault(
          choices.place(Setting.ALL_VERSIONS),
          "leaves none out: give it without applied-to and from");
    }
    if (appliedTo.isPresent() && from.isPresent()) {
      choices.fault(
          choices.place(Setting.FROM), "says where to begin, as applied-to does: give one of them");
    }
    return new RunnerSpec(
        choices.get(Setting.RUNNER).orElse(null),
        appliedTo.orElse(null),
        from.orElse(null),
        choices.get(Setting.TO).orElse(null),
        all,
        tool);
  }

  private DatabaseSpec database() {
    Optional<String> image = choices.get(Setting.IMAGE);
    DatabaseSpec.Provider provider =
        choices
            .get(Setting.PROVIDER)
            .orElse(
                image.isPresent() ? DatabaseSpec.Provider.CONTAINER : DatabaseSpec.Provider.AUTO);
    if (image.isPresent() && provider != DatabaseSpec.Provider.CONTAINER) {
      choices.fault(
          choices.place(Setting.IMAGE),
          "is for containers: leave it out, or choose provider container");
    }
    return new DatabaseSpec(
        provider,
        choices.get(Setting.POSTGRES).orElse(DatabaseSpec.DEFAULT_MAJOR),
        image.orElse(null),
        choices.get(Setting.SET).orElse(new TreeMap<>()),
        choices.get(Setting.PORT).orElse(0),
        choices.get(Setting.WORK_DIR).orElse(null));
  }

  private DatasetSpec dataset() {
    Optional<Path> schema = readable(Setting.SCHEMA);
    Optional<Path> data = choices.get(Setting.DATA);
    boolean shop = data.filter(Setting.SHOP::equals).isPresent();
    if (shop) {
      schema.ifPresent(
          file ->
              choices.fault(
                  choices.place(Setting.SCHEMA),
                  "does not go with the bundled shop, which has its own schema"));
      return DatasetSpec.ofShop(shopRows());
    }
    onlyForShop(Setting.ROWS);
    onlyForShop(Setting.SCALE);
    if (schema.isEmpty() && data.isEmpty()) {
      choices.fault(
          choices.place(Setting.DATA),
          "is missing: name a schema and a data file, or the bundled shop");
    }
    readable(Setting.DATA);
    return DatasetSpec.ofFiles(schema.orElse(null), data.orElse(null));
  }

  private long shopRows() {
    Optional<Long> rows = choices.get(Setting.ROWS);
    Optional<Long> scale = choices.get(Setting.SCALE);
    if (rows.isPresent() && scale.isPresent()) {
      choices.fault(choices.place(Setting.SCALE), "says the same as rows: give one of them");
    }
    return rows.or(() -> scale).orElse(DatasetSpec.DEFAULT_SHOP_ROWS);
  }

  private void onlyForShop(Setting<?> setting) {
    if (choices.get(setting).isPresent()) {
      choices.fault(choices.place(setting), "is for the bundled shop only");
    }
  }

  private Optional<Path> readable(Setting<Path> setting) {
    Optional<Path> file = choices.get(setting);
    file.filter(path -> !Files.isRegularFile(path) || !Files.isReadable(path))
        .ifPresent(
            path ->
                choices.fault(
                    choices.place(setting), "must be a file that can be read, was " + path));
    return file;
  }

  private WorkloadSpec workload() {
    try {
      return choices.get(Setting.WORKLOAD).map(WorkloadFile::read).orElse(WorkloadSpec.DEFAULT);
    } catch (Problem inFile) {
      choices.faults().add(inFile);
      return WorkloadSpec.DEFAULT;
    }
  }

  private Request request(List<String> command) {
    Budgets budgets =
        new Budgets(
            choices.get(Setting.MAX_STALL).orElse(DEFAULT_MAX_STALL).toNanos(),
            choices.get(Setting.MAX_STATEMENT).map(Duration::toNanos).orElse(null),
            choices.get(Setting.MAX_TOTAL).map(Duration::toNanos).orElse(null));
    return new Request(
        command,
        budgets,
        choices.get(Setting.FAIL_ON).orElse("error"),
        choices.get(Setting.SHOW_LITERALS).orElse(false));
  }
}
