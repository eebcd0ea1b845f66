package dev.rehearsal.harness.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Token.Kind;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the splitter with the psql on this machine, if there is one, statement by statement. */
class SplitsLikePsqlIT {
  private static final int SCRIPTS_A_RUN = 200;
  private static final int RUNS = Integer.getInteger("fuzz.runs", 10);

  @TempDir Path directory;

  @BeforeEach
  void requirePsql() {
    boolean present =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "psql")));
    assumeTrue(present, "no psql on the PATH to compare with");
  }

  @Test
  void splitsRandomScriptsLikePsql() throws Exception {
    Random random = new Random(6);
    int compared = 0;
    for (int run = 0; run < RUNS; run++) {
      List<String> scripts = new ArrayList<>();
      while (scripts.size() < SCRIPTS_A_RUN) {
        String script =
            random.nextBoolean() ? RandomScript.loose(random) : RandomScript.whole(random);
        if (split(script).filter(statements -> !statements.isEmpty()).isPresent()) {
          scripts.add(script);
        }
      }
      compared += compare(scripts);
    }
    assertThat(compared).isGreaterThan(RUNS * SCRIPTS_A_RUN);
  }

  @Test
  void splitsTheUglyFileLikePsql() throws Exception {
    try (InputStream in = getClass().getResourceAsStream("ugly.sql")) {
      assertThat(compare(List.of(new String(in.readAllBytes(), StandardCharsets.UTF_8))))
          .isEqualTo(16);
    }
  }

  /** Up to version 17 psql also sends the line that ends the data. */
  @Test
  void readsCopyDataLikePsql() throws Exception {
    String script =
        "COPY t FROM STDIN;\n1\ta;'b\n\\.x\n\n\\.\nSELECT 1;"
            + "copy t from stdin (format text) ;  -- c\r\n1\r\n\\.\r\nSELECT 2;\r\n"
            + "COPY t FROM STDIN ;\n\\.\nCOPY t FROM STDIN;\né\n\\.\n";
    Path file = Files.writeString(directory.resolve("copy.sql"), script);
    List<String> sent = psql(List.of("-f", file.toString()));
    assertThat(MigrationReader.read(List.of(file), false).statements())
        .extracting(s -> s.sql() + (s.copyData() == null ? "" : "\n" + s.copyData()))
        .containsExactlyElementsOf(
            sent.stream()
                .map(q -> q.replaceFirst(" ?;", "").replaceFirst("\\\\\\.\r?\n$", ""))
                .toList());
  }

  /** Runs the scripts through one psql and returns how many statements were the same. */
  private int compare(List<String> scripts) throws Exception {
    List<String> command = new ArrayList<>();
    for (int i = 0; i < scripts.size(); i++) {
      Path file = Files.writeString(directory.resolve(i + ".sql"), scripts.get(i));
      command.addAll(List.of("-f", file.toString(), "-c", "SELECT 'end of script'"));
    }
    List<String> sent = psql(command);
    int next = 0;
    int compared = 0;
    for (String script : scripts) {
      int end = next + sent.subList(next, sent.size()).indexOf("SELECT 'end of script'");
      List<String> queries =
          sent.subList(next, end).stream().filter(q -> !trim(q).isEmpty()).toList();
      requireSame(script, queries);
      compared += queries.size();
      next = end + 1;
    }
    return compared;
  }

  private static void requireSame(String script, List<String> queries) {
    List<String> statements = split(script).orElseThrow();
    List<String> trimmed = queries.stream().map(SplitsLikePsqlIT::trim).toList();
    assertThat(statements).as(script).containsExactlyElementsOf(trimmed);
  }

  /**
   * What psql sent, from the first to the last token that counts. Empty lines are left out on both
   * sides, since psql leaves out those that are not within quotes.
   */
  private static String trim(String query) {
    Lexer lexer = Lexer.over(query);
    int start = -1;
    int end = 0;
    byte[] bytes = query.getBytes(StandardCharsets.UTF_8);
    for (Token token = lexer.next(); token.kind() != Kind.END; token = lexer.next()) {
      boolean terminator = token.kind() == Kind.SEMICOLON && token.end() == bytes.length;
      if (!token.blank() && !terminator) {
        start = start < 0 ? token.start() : start;
        end = token.end();
      }
    }
    String text = start < 0 ? "" : new String(bytes, start, end - start, StandardCharsets.UTF_8);
    return withoutEmptyLines(text);
  }

  private static String withoutEmptyLines(String text) {
    return text.replaceAll("\n+", "\n");
  }

  /** The statements, COPY with its data behind it, or nothing if the script is refused. */
  private static Optional<List<String>> split(String script) {
    byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
    StatementSplitter splitter =
        new StatementSplitter("s.sql", new ByteArrayInputStream(bytes), Set.of());
    List<String> statements = new ArrayList<>();
    try {
      for (Optional<Statement> s = splitter.next(); s.isPresent(); s = splitter.next()) {
        statements.add(withoutEmptyLines(s.get().sql()));
      }
      return Optional.of(statements);
    } catch (Problem e) {
      return Optional.empty();
    }
  }

  private static List<String> serve(RecordingServer server) {
    try {
      return server.serve();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> psql(List<String> arguments)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    try (RecordingServer server = new RecordingServer()) {
      CompletableFuture<List<String>> queries = CompletableFuture.supplyAsync(() -> serve(server));
      List<String> command = new ArrayList<>(List.of("psql", "-X", "-q", "-h", "127.0.0.1"));
      command.addAll(List.of("-p", String.valueOf(server.port()), "-U", "u", "-d", "d", "-w"));
      command.addAll(arguments);
      Process psql =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("psql.log").toFile())
              .start();
      assertThat(psql.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return queries.get(10, TimeUnit.SECONDS);
    }
  }
}
