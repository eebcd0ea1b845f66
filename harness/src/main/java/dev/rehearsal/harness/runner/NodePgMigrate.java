package dev.rehearsal.harness.runner;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Script;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * node-pg-migrate, its migrations in SQL: all pending in one transaction, each a message, with a
 * row in {@code pgmigrations}, under an advisory lock of the session. Seen of 9.0.0.
 */
final class NodePgMigrate implements Layout {

  static final String NAME = "node-pg-migrate";

  private static final Pattern FILE = Pattern.compile("([0-9]*).*\\.sql");
  private static final Pattern CODE = Pattern.compile("[0-9]+.*\\.[cm]?[jt]s");
  private static final Pattern PAIRED = Pattern.compile(".*\\.(?:up|down)\\.sql");
  private static final Pattern UP = mark("up");
  private static final Pattern DOWN = mark("down");
  private static final String TABLE = "\"public\".\"pgmigrations\"";
  private static final String LOCK = "7241865325823964";

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuuMMddHHmmssSSS", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static Pattern mark(String way) {
    return Pattern.compile("(?mi)^[ \\t]*--[ \\t-]*" + way + "[ \\t]+migration");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> recognise(Directory directory) {
    return Optional.ofNullable(directory.fileWith(UP)).map(file -> file + " says -- Up Migration");
  }

  @Override
  public String wayBack() {
    return "what follows -- Down Migration in each file";
  }

  /** A file without marks goes forth as a whole. */
  @Override
  public List<Version> versions(Directory directory, List<Problem> problems) {
    NumberedFiles.refuse(directory, CODE, "npx node-pg-migrate up", problems);
    List<Version> versions = new ArrayList<>();
    for (String file : files(directory, problems)) {
      BothWays ways = BothWays.of(directory, file, UP, DOWN, problems);
      if (PAIRED.matcher(file).matches()) {
        problems.add(
            directory.problem(
                file,
                1,
                "is one of two files for two ways, which node-pg-migrate runs both forth by"
                    + " default; rehearse with --command 'npx node-pg-migrate up'"));
      } else if (ways.up() == null && ways.down() != null) {
        problems.add(
            directory.problem(
                file,
                1,
                "has no line -- Up Migration, so that node-pg-migrate runs all of it forth; add"
                    + " that"));
      } else {
        String name = NumberedFiles.stem(file);
        versions.add(
            new Version(
                name,
                name,
                ways.up() == null ? directory.text(file) : ways.up(),
                ways.down(),
                true,
                0));
      }
    }
    return versions;
  }

  private static Collection<String> files(Directory directory, List<Problem> problems) {
    return NumberedFiles.of(directory, FILE, NodePgMigrate::number, problems).values();
  }

  /** 17 digits are a moment, which counts in milliseconds since 1970. */
  private static BigInteger number(String digits) {
    if (digits.length() != 17) {
      return digits.isEmpty() ? null : new BigInteger(digits);
    }
    try {
      LocalDateTime moment = LocalDateTime.parse(digits, MOMENT);
      return BigInteger.valueOf(moment.toInstant(ZoneOffset.UTC).toEpochMilli());
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  @Override
  public void forth(List<Pending> versions, Sending out) {
    send(versions, out, "INSERT INTO " + TABLE + " (name, run_on) VALUES (%s, NOW())");
  }

  @Override
  public void back(List<Pending> versions, Sending out) {
    send(versions, out, "DELETE FROM " + TABLE + " WHERE name=%s");
  }

  private static void send(List<Pending> versions, Sending out, String row) {
    out.says(
        "SELECT pg_try_advisory_lock(" + LOCK + ")",
        "SET search_path TO \"public\"",
        "CREATE TABLE IF NOT EXISTS "
            + TABLE
            + " (id SERIAL PRIMARY KEY, name varchar(255) NOT NULL, run_on timestamp NOT NULL)",
        "SELECT name FROM " + TABLE + " ORDER BY run_on, id");
    List<Script> scripts = new ArrayList<>();
    for (Pending pending : versions) {
      String name = Sending.quoted(pending.version().name());
      out.add(scripts, pending, row.replace("%s", name));
    }
    out.inOneTransaction(scripts);
    out.says("SELECT pg_advisory_unlock(" + LOCK + ")");
  }
}
