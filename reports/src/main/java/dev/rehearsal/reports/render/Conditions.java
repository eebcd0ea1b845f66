package dev.rehearsal.reports.render;

import dev.rehearsal.reports.analysis.Analysis;
import dev.rehearsal.reports.figures.Figures;
import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Batch;
import dev.rehearsal.reports.recording.Dataset;
import dev.rehearsal.reports.recording.Instrument;
import dev.rehearsal.reports.recording.Lock;
import dev.rehearsal.reports.recording.Machine;
import dev.rehearsal.reports.recording.Migration;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.Server;
import dev.rehearsal.reports.recording.SourceFile;
import dev.rehearsal.reports.recording.StatementRun;
import dev.rehearsal.reports.recording.Take;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Under which conditions the figures were measured, and what is needed to measure them again.
 *
 * @param tables the dataset, largest table first
 * @param tablesNote what was left out, or null
 */
record Conditions(
    List<Fact> dataset,
    List<TableRow> tables,
    String tablesNote,
    List<Fact> environment,
    List<Fact> settings,
    List<Fact> reproduce,
    String command,
    List<Fact> files,
    String filesNote) {

  private static final int MOST = 200;

  /** A name and its value. */
  record Fact(String name, String value) {}

  /** One table of the dataset. */
  record TableRow(String name, String rows, String size, String indexes) {}

  static Conditions of(Recording recording, Analysis analysis) {
    List<Dataset.Table> tables = recording.dataset().tables();
    List<Fact> files = files(recording);
    return new Conditions(
        dataset(recording.dataset()),
        tables.stream().limit(MOST).map(Conditions::table).toList(),
        cut(tables.size(), "tables, largest first"),
        environment(recording),
        settings(recording.server()),
        reproduce(recording, analysis),
        CommandLine.quoted(recording.request().command()),
        files.stream().limit(MOST).toList(),
        cut(files.size(), "files"));
  }

  private static String cut(int all, String what) {
    return all > MOST ? "Showing %s of %s %s.".formatted(MOST, all, what) : null;
  }

  private static List<Fact> dataset(Dataset dataset) {
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("Source", dataset.description()));
    facts.add(
        fact("Scale", dataset.scale() == null ? "has none" : String.valueOf(dataset.scale())));
    facts.add(
        fact(
            "Loading",
            Figures.duration(dataset.loadNanos()) + ", indexes and statistics included"));
    return facts;
  }

  private static TableRow table(Dataset.Table table) {
    return new TableRow(
        Excerpt.line(table.name()),
        Figures.count(table.rows()),
        Figures.size(table.bytes()),
        Figures.size(table.indexBytes()));
  }

  private static List<Fact> environment(Recording recording) {
    Server server = recording.server();
    Machine machine = recording.machine();
    List<Fact> facts = new ArrayList<>();
    facts.add(fact("Server", "PostgreSQL " + server.version()));
    facts.add(fact("Provider", server.provider() + ": " + server.providerReason()));
    if (server.image() != null) {
      facts.add(fact("Image", server.image()));
    }
    if (server.imageDigest() != null) {
      facts.add(fact("Image digest", server.imageDigest()));
    }
    facts.add(fact("Machine", machine(machine)));
    facts.add(fact("Java", machine.java()));
    facts.addAll(instrument(recording.instrument()));
    facts.add(fact("Takes", Basis.takes(recording)));
    return facts;
  }

  private static String machine(Machine machine) {
    String cpu = machine.cpu() == null ? "processor unknown" : machine.cpu();
    String memory =
        machine.memoryBytes() == null
            ? "memory unknown"
            : Figures.size(machine.memoryBytes()) + " memory";
    return "%s %s, %s cores, %s, %s"
        .formatted(machine.os(), machine.arch(), machine.cores(), memory, cpu);
  }

  private static final Fact NOTHING_SAID = new Fact("", "");

  private static List<Fact> instrument(Instrument instrument) {
    if (instrument == null) {
      return List.of(fact("Instrument", "not measured before the first take"));
    }
    return List.of(
        fact("Clock step", Figures.duration(instrument.timerNanos())),
        fact(
            "Round trip",
            "%s median, %s at the 99th percentile: shorter times cannot be told apart"
                .formatted(
                    Figures.duration(instrument.roundTripNanos()),
                    Figures.duration(instrument.roundTripP99Nanos()))),
        fact(
            "Schedule jitter",
            "%s median, %s at the 99th percentile: so late may a probe be sent; waiting counts from when it was due and includes it"
                .formatted(
                    Figures.duration(instrument.jitterNanos()),
                    Figures.duration(instrument.jitterP99Nanos()))));
  }

  private static List<Fact> settings(Server server) {
    return server.settings().entrySet().stream()
        .limit(MOST)
        .map(setting -> fact(setting.getKey(), setting.getValue()))
        .toList();
  }

  private static List<Fact> reproduce(Recording recording, Analysis analysis) {
    return Stream.of(
            fact("Tool", recording.tool().name() + " " + recording.tool().version()),
            fact("Started", recording.startedAt() + " (UTC)"),
            fact("Seed", String.valueOf(recording.seed())),
            fact("Runner", recording.migration().runner() + transactions(recording)),
            bookkeeping(recording),
            fact(
                "SQL literals",
                recording.request().literalsShown()
                    ? "shown as written"
                    : "masked in the recording"),
            fact("Recording SHA-256", analysis.recordingSha256()))
        .filter(fact -> fact != NOTHING_SAID)
        .toList();
  }

  /** What the runner says for itself locks relations too, mostly its own. */
  private static Fact bookkeeping(Recording recording) {
    List<StatementRun> runs = recording.facts().map(Take::bookkeeping).orElse(List.of());
    if (runs.isEmpty()) {
      return NOTHING_SAID;
    }
    SortedMap<String, LockMode> strongest = new TreeMap<>();
    for (StatementRun run : runs) {
      for (Lock lock : run.locks()) {
        if (lock.acquired() && lock.table() == null) {
          strongest.merge(lock.relation(), lock.mode(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
      }
    }
    String locks =
        strongest.entrySet().stream()
            .map(entry -> entry.getValue().sqlName() + " on " + entry.getKey())
            .collect(Collectors.joining(", "));
    return fact(
        "Its own statements",
        Figures.count(runs.size(), "statement", "statements")
            + " of bookkeeping, which earn no finding"
            + (locks.isEmpty() ? "" : "; locks: " + locks));
  }

  private static String transactions(Recording recording) {
    Migration migration = recording.migration();
    if (migration.command() != null) {
      return ", performed by the tool itself, with transactions of its own";
    }
    if (migration.recognised() == null) {
      return migration.singleTransaction()
          ? ", each script in one transaction"
          : ", each statement on its own unless the script says BEGIN";
    }
    String sent =
        migration.batches().stream()
            .map(Conditions::sent)
            .distinct()
            .collect(Collectors.joining("; "));
    return " (" + migration.recognised() + "): " + sent;
  }

  private static String sent(Batch batch) {
    switch (batch.grouping()) {
      case MESSAGE:
        return "each file one message, which is one transaction unless it is a single statement";
      case TRANSACTION:
        return batch.parts().size() > 1
            ? "all pending files in one transaction"
            : "each file in one transaction";
      default:
        return "each statement on its own unless the script says BEGIN";
    }
  }

  private static List<Fact> files(Recording recording) {
    List<SourceFile> files = new ArrayList<>(recording.migration().scripts());
    files.addAll(recording.dataset().files());
    return files.stream()
        .map(file -> fact(file.path(), file.sha256()))
        .collect(Collectors.toList());
  }

  private static Fact fact(String name, String value) {
    return new Fact(Excerpt.line(name), value == null ? "unknown" : Excerpt.brief(value));
  }
}
