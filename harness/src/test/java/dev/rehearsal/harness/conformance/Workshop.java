package dev.rehearsal.harness.conformance;

import dev.rehearsal.harness.catalog.Catalog;
import dev.rehearsal.harness.catalog.Contents;
import dev.rehearsal.harness.conductor.ProxiedTool;
import dev.rehearsal.harness.config.LibrarySpec;
import dev.rehearsal.harness.database.Login;
import dev.rehearsal.harness.database.TakeDatabase;
import dev.rehearsal.harness.database.TestServers;
import dev.rehearsal.harness.proxy.ProxyLog;
import dev.rehearsal.harness.tool.ToolCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs tools, each on copies of a database that has its first version already. */
final class Workshop {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Set<String> TABLES = Set.of("public.item", "public.part");
  private static final Map<String, TakeDatabase> DEPLOYED = new ConcurrentHashMap<>();
  private static final AtomicInteger COPIES = new AtomicInteger();

  private final Tool tool;
  private final Path directory;

  /**
   * @param directory where projects are made
   */
  Workshop(Tool tool, Path directory) {
    this.tool = tool;
    this.directory = directory;
  }

  /** A project with these versions. */
  Project project(List<Version> versions) throws IOException {
    Project project = new Project(Files.createTempDirectory(directory, tool.name()));
    tool.write(project, versions);
    return project;
  }

  /** A database in which the tool has run {@link Case#BASE}. */
  TakeDatabase deployed() {
    TakeDatabase template = DEPLOYED.computeIfAbsent(tool.name(), name -> deploy());
    return QuickCopy.of(template, "conformance_" + COPIES.incrementAndGet());
  }

  private TakeDatabase deploy() {
    TakeDatabase database = TestServers.freshDatabase();
    try {
      Project project = project(List.of(Case.BASE));
      ToolCommand.Ended ended = say(project, tool.command(), database.login());
      if (!Integer.valueOf(0).equals(ended.exitCode())) {
        throw new AssertionError(tool.name() + " does not run at all: " + ended);
      }
      return database;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Runs what is pending these ways, on databases of their own, side by side. */
  Map<Way, Ran> run(Project project, Set<Way> ways)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(ways.size());
    try {
      Map<Way, Future<Ran>> running = new EnumMap<>(Way.class);
      for (Way way : ways) {
        running.put(way, threads.submit(() -> run(project, way)));
      }
      Map<Way, Ran> runs = new EnumMap<>(Way.class);
      for (Way way : ways) {
        runs.put(way, running.get(way).get());
      }
      return runs;
    } finally {
      threads.shutdownNow();
    }
  }

  /** Runs what is pending on a database of its own. */
  private Ran run(Project project, Way way) throws IOException, SQLException {
    try (TakeDatabase database = deployed()) {
      return run(project, tool.command(), database, way);
    }
  }

  /** Runs a command of the tool. */
  Ran run(Project project, String command, TakeDatabase database, Way way)
      throws IOException, SQLException {
    if (way == Way.DIRECT) {
      return ran(say(project, command, database.login()), database, new ProxyLog());
    }
    ToolCommand.Ended ended;
    try (ProxiedTool proxy =
        way == Way.WATCHED ? ProxiedTool.watched(database) : ProxiedTool.inspected(database)) {
      ended = say(project, command, database.login().through(proxy.port()));
      return ran(ended, database, proxy.log());
    }
  }

  /** Runs what is pending within this program, inspected, on a database of its own. */
  Ran inProcess(LibrarySpec spec) throws IOException, SQLException {
    try (TakeDatabase database = deployed();
        ProxiedTool proxy = ProxiedTool.inspected(database)) {
      ToolCommand.Ended ended =
          dev.rehearsal.harness.tool.Tool.of(spec).run(database.login().through(proxy.port()));
      return ran(ended, database, proxy.log());
    }
  }

  private static ToolCommand.Ended say(Project project, String command, Login login)
      throws IOException {
    return new ToolCommand(command, "DATABASE_URL", project.directory(), TIMEOUT).run(login);
  }

  private Ran ran(ToolCommand.Ended ended, TakeDatabase database, ProxyLog log)
      throws SQLException {
    try (Connection connection = database.connect("test/conformance")) {
      Catalog schema = Catalog.read(connection);
      return new Ran(
          ended.exitCode(),
          Printed.steady(ended.output(), database.login()),
          texts(connection, tool.bookkeeping()),
          schema,
          Contents.read(connection, schema, TABLES),
          log);
    }
  }

  static List<String> texts(Connection connection, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }
}
