package dev.rehearsal.reports.render;

import dev.rehearsal.reports.postgres.LockMode;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.SampleRecordings;
import dev.rehearsal.reports.recording.StatementBuilder;
import dev.rehearsal.reports.recording.TakeBuilder;
import java.util.List;
import java.util.Random;

/** Text that tries to leave the place it was put in. */
final class HostileText {

  private static final String[] PIECES = {
    "</script>",
    "<script>alert(1)</script>",
    "]]>",
    "<!--",
    "-->",
    "\u202e",
    "\u0000",
    "\u001b[2J",
    "\ud83d\ude80",
    "\ud83d",
    "</style>",
    "</title>",
    "<svg onload=alert(1)>",
    "</details></div>",
    "\" onmouseover=\"alert(1)",
    "' autofocus onfocus='alert(1)",
    "&lt;b&gt;",
    "&#60;b>",
    "[[${1}]]",
    "[(${1})]",
    "${7*7}",
    "__${7*7}__",
    "th:text=\"${1}\"",
    "|",
    "```",
    "**",
    "\r\n",
    "\t",
    "\u2028",
    "<b>",
    "</td></tr></table>",
    "<img src=x onerror=alert(1)>",
    "<base href=//x>",
    "%s%d%n"
  };

  private HostileText() {}

  /** All of it, in an order that the seed decides. */
  static String mixed(long seed) {
    Random random = new Random(seed);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      out.append(PIECES[random.nextInt(PIECES.length)]).append(random.nextInt(10));
    }
    return out.toString();
  }

  /** A recording that has the text in every place where a stranger's text can be. */
  static Recording recording(String text) {
    StatementBuilder statement =
        StatementBuilder.statement(1, "SELECT '" + text + "'")
            .at("migrations/" + text + ".sql", 3)
            .locks("public." + text, LockMode.ACCESS_EXCLUSIVE)
            .scans("public." + text)
            .notice(text)
            .failed("22012", text);
    return SampleRecordings.recording(
        "1s",
        List.of(
            SampleRecordings.take(TakeBuilder.facts(), List.of(statement), 1).build(),
            SampleRecordings.take(TakeBuilder.timing(1), List.of(statement), 1)
                .incomplete(text)
                .build()));
  }
}
