package dev.rehearsal.reports.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The HTML template and the files that go into it. */
final class Template {
  private static final String PLACE = "dev/rehearsal/reports/render/";
  private static final TemplateEngine ENGINE = engine();

  private Template() {}

  /** The document. Everything from the page is escaped by the template. */
  static String fill(Page page) {
    Context context = new Context(Locale.ROOT);
    context.setVariable("page", page);
    context.setVariable("css", resource("report.css"));
    context.setVariable("script", resource("report.js"));
    return ENGINE.process("report", context);
  }

  private static TemplateEngine engine() {
    ClassLoaderTemplateResolver resolver =
        new ClassLoaderTemplateResolver(Template.class.getClassLoader());
    resolver.setPrefix(PLACE);
    resolver.setSuffix(".html");
    resolver.setTemplateMode(TemplateMode.HTML);
    resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
    TemplateEngine engine = new TemplateEngine();
    engine.setTemplateResolver(resolver);
    return engine;
  }

  private static String resource(String name) {
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
