package dev.rehearsal.harness.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever a configuration file contains, its author gets values or a Problem. */
class YamlFuzzTest {

  private static final int ROUNDS = 4_000;

  private static final String REHEARSAL =
      """
      migration: [V1.sql, V2.sql]
      set:
        work_mem: 64MB
      data: shop
      takes: facts,timing:5
      max-stall: 250ms
      seed: -7
      """;

  private static final String WORKLOAD =
      """
      every: 20ms
      phases: {settle: 1s}
      probes:
        - name: checkout
          sql: |
            UPDATE orders SET a = $1
          parameters:
            - SELECT id FROM orders
      """;

  private static final List<String> PIECES =
      List.of(
          "[",
          "]",
          "{",
          "}",
          ": ",
          "- ",
          "\n",
          "  ",
          "\t",
          "&a ",
          "*a",
          "!!int ",
          "!x ",
          "? ",
          "|\n",
          ">\n",
          "'",
          "\"",
          "#",
          "%YAML 9.9\n",
          "---\n",
          "...\n",
          "\u0000",
          "\ufeff",
          "\ud800",
          "0x1F",
          "1e999",
          ".nan",
          "~",
          "null",
          "true",
          "2020-01-01",
          "<<: ",
          "\\",
          "$1",
          "'$",
          "99999999999999999999",
          "\u2028",
          "\u0085",
          "- - - - -",
          "{{{{{{",
          "[[[[[[[[");

  @Test
  void rehearsalFilesGiveChoicesOrAProblem() {
    int refused =
        fuzz(REHEARSAL, text -> RehearsalFile.read(Path.of("r.yaml"), text).throwIfFaulty());
    assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - 1);
  }

  @Test
  void workloadFilesGiveAWorkloadOrAProblem() {
    int refused = fuzz(WORKLOAD, text -> WorkloadFile.read("w.yaml", text));
    assertThat(refused).isBetween(ROUNDS / 4, ROUNDS - 1);
  }

  @Test
  void deepNestingIsAProblem() {
    for (String opening : List.of("[", "{a: ", "- ", "? ", "a:\n ")) {
      int refused =
          refusals(
              "migration: " + opening.repeat(100_000),
              text -> {
                RehearsalFile.read(Path.of("r.yaml"), text).throwIfFaulty();
              });
      assertThat(refused).as(opening).isEqualTo(1);
    }
  }

  private static int fuzz(String valid, Consumer<String> read) {
    Random random = new Random(20261122);
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      refused += refusals(mutated(valid, random), read);
    }
    return refused;
  }

  private static int refusals(String text, Consumer<String> read) {
    try {
      read.accept(text);
      return 0;
    } catch (Problem problem) {
      assertThat(problem.kind()).isEqualTo(Problem.Kind.USAGE);
      assertThat(problem.getMessage().lines())
          .allMatch(line -> line.matches("[rw]\\.yaml:\\d+: .+"));
      return 1;
    } catch (RuntimeException | StackOverflowError unforeseen) {
      return fail("on input: " + text.substring(0, Math.min(2_000, text.length())), unforeseen);
    }
  }

  private static String mutated(String valid, Random random) {
    StringBuilder text = new StringBuilder(valid);
    for (int edit = random.nextInt(4); edit >= 0; edit--) {
      int at = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> text.delete(at, to);
        case 2 -> text.insert(at, text.substring(at, to));
        default -> text.insert(at, (char) random.nextInt(0x3000));
      }
    }
    return text.toString();
  }
}
