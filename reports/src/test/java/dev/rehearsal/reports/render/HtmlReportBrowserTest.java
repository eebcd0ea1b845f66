package dev.rehearsal.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.rehearsal.reports.analysis.Verdict;
import dev.rehearsal.reports.recording.Budgets;
import dev.rehearsal.reports.recording.Recording;
import dev.rehearsal.reports.recording.SampleRecordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTML report as a browser shows it, opened from a file as its reader would. */
class HtmlReportBrowserTest {

  @TempDir static Path directory;

  private static Chromium chromium;

  @BeforeAll
  static void start() {
    chromium = Chromium.start();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PASS, LIGHT", "WARN, LIGHT", "FAIL, LIGHT", "INCONCLUSIVE, LIGHT",
    "PASS, DARK", "WARN, DARK", "FAIL, DARK", "INCONCLUSIVE, DARK"
  })
  void axeFindsNothing(Verdict verdict, ColorScheme scheme) throws IOException {
    try (BrowserContext context = context(options().setColorScheme(scheme))) {
      Page page = open(context, Drawn.html(ending(verdict)), "");
      assertThat(page.locator(".word").textContent()).isEqualTo(verdict.name());
      page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
      assertThat(new AxeBuilder(page).analyze().getViolations())
          .extracting(rule -> rule.getId() + " at " + rule.getNodes().get(0).getHtml())
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LIGHT", "DARK"})
  void axeFindsNothingInAReportWithEverySection(ColorScheme scheme) throws IOException {
    try (BrowserContext context = context(options().setColorScheme(scheme))) {
      Page page = open(context, Drawn.html("complete"), "");
      assertThat(page.locator("#way-back, #versions, #checklist, #monitoring").count())
          .isEqualTo(4);
      page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
      assertThat(new AxeBuilder(page).analyze().getViolations())
          .extracting(rule -> rule.getId() + " at " + rule.getNodes().get(0).getHtml())
          .isEmpty();
    }
  }

  private static Recording ending(Verdict verdict) {
    return switch (verdict) {
      case PASS -> SampleRecordings.passing();
      case WARN ->
          SampleRecordings.recording(
              new Budgets(3_000_000_000L, null, null), "error", SampleRecordings.failing().takes());
      case FAIL -> SampleRecordings.convoy();
      case INCONCLUSIVE -> SampleRecordings.aborted();
    };
  }

  @Test
  void opensWithoutAnyRequest() throws IOException {
    try (BrowserContext context = context(options())) {
      List<String> requests = new ArrayList<>();
      context.onRequest(request -> requests.add(request.url()));
      open(context, Drawn.html("failing"), "").waitForTimeout(200);
      assertThat(requests).hasSize(1).first().asString().startsWith("file:");
    }
  }

  @Test
  void saysEverythingWithoutScript() throws IOException {
    try (BrowserContext context = context(options().setJavaScriptEnabled(false))) {
      Page page = open(context, Drawn.html("failing"), "");
      assertThat(page.locator("body").innerText())
          .contains("FAIL", "blocked writes of public.orders", "Limits of the method", "S2 940 ms");
      page.locator("#s2 summary").click();
      assertThat(page.locator("#s2 pre").innerText()).contains("CREATE INDEX orders_note_idx");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "failing, 400",
    "hostile, 400",
    "big, 400",
    "complete, 400",
    "failing, 1280",
    "hostile, 1280"
  })
  void neverScrollsSideways(String sample, int width) throws IOException {
    try (BrowserContext context = context(options().setViewportSize(width, 900))) {
      Page page = open(context, Drawn.html(sample), "");
      page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
      assertThat(number(page, "document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"#s2", "#timeline-table"})
  void aFragmentOpensWhatItNames(String fragment) throws IOException {
    try (BrowserContext context = context(options())) {
      Page page = open(context, Drawn.html("failing"), fragment);
      String details = fragment.equals("#s2") ? "#s2 details" : fragment;
      assertThat(page.locator(details).getAttribute("open")).isNotNull();
      assertThat(number(page, "document.querySelectorAll('details:not([open])').length"))
          .isPositive();
    }
  }

  @Test
  void everyLinkInsideTheReportHasItsTarget() throws IOException {
    for (String sample : List.of("failing", "big", "hostile", "empty", "aborted", "complete")) {
      try (BrowserContext context = context(options())) {
        Page page = open(context, Drawn.html(sample), "");
        assertThat(
                page.evaluate(
                    "[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))"
                        + ".filter(h => !h.startsWith('#') || !document.getElementById(h.slice(1)))"))
            .isEqualTo(List.of());
        assertThat(
                page.evaluate(
                    "[...document.querySelectorAll('[id]')].map(e => e.id)"
                        + ".filter((id, i, all) => all.indexOf(id) !== i)"))
            .isEqualTo(List.of());
      }
    }
  }

  @Test
  void printsWithEverythingOpenAndLight() throws IOException {
    Browser.NewContextOptions dark =
        options().setColorScheme(ColorScheme.DARK).setJavaScriptEnabled(false);
    try (BrowserContext context = context(dark)) {
      Page page = open(context, Drawn.html("failing"), "");
      assertThat(page.locator("#s2 pre").isVisible()).isFalse();
      page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
      assertThat(page.locator("#s2 pre").boundingBox().height).isPositive();
      assertThat(page.locator("#s2 pre").isVisible()).isTrue();
      assertThat(
              number(page, "getComputedStyle(document.body).color === 'rgb(27, 32, 37)' ? 1 : 0"))
          .isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void foreignTextStaysText(long seed) throws IOException {
    try (BrowserContext context = context(options())) {
      List<String> alarms = new ArrayList<>();
      Page page = context.newPage();
      page.onDialog(dialog -> alarms.add(dialog.message()));
      page.onConsoleMessage(message -> alarms.add(message.text()));
      show(page, Drawn.html(HostileText.recording(HostileText.mixed(seed))), "");
      assertThat(alarms).isEmpty();
      assertThat(page.evaluate(FOREIGN_ELEMENTS)).isEqualTo(List.of());
      assertThat(number(page, "document.querySelectorAll('script, style, title, base').length"))
          .isEqualTo(number(page, "document.querySelectorAll('svg title').length") + 3);
      assertThat(page.locator("#s1 pre").textContent()).startsWith("SELECT '");
      assertThat(page.locator("footer").isVisible()).isTrue();
    }
  }

  /** Elements that the template does not use, and attributes that run script. */
  private static final String FOREIGN_ELEMENTS =
      """
      [...document.querySelectorAll('*')]
        .filter(e => ['IMG', 'B', 'BASE', 'IFRAME', 'OBJECT', 'FORM', 'INPUT'].includes(e.tagName)
          || [...e.attributes].some(a => /^on|^autofocus|^th:/.test(a.name)))
        .map(e => e.outerHTML)
      """;

  private static Browser.NewContextOptions options() {
    return new Browser.NewContextOptions().setViewportSize(1280, 900);
  }

  private static BrowserContext context(Browser.NewContextOptions options) {
    return chromium.browser().newContext(options);
  }

  private static Page open(BrowserContext context, String html, String fragment)
      throws IOException {
    return show(context.newPage(), html, fragment);
  }

  private static Page show(Page page, String html, String fragment) throws IOException {
    Path file = Files.createTempFile(directory, "report", ".html");
    Files.writeString(file, html);
    page.navigate(file.toUri() + fragment);
    return page;
  }

  private static int number(Page page, String expression) {
    return ((Number) page.evaluate(expression)).intValue();
  }
}
