package dev.rehearsal.harness.proxy;

import dev.rehearsal.harness.config.Problem;
import dev.rehearsal.harness.migration.Statement;
import dev.rehearsal.harness.migration.StatementSplitter;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The statements of one simple query, which may be several. */
final class SqlParts {

  private SqlParts() {}

  /**
   * One statement of a query.
   *
   * @param sql its text, without the semicolon
   * @param kind how it has to be sent
   * @param offset where it begins in the query, in characters of the server's (code points)
   */
  record Part(String sql, Statement.Kind kind, int offset) {}

  /**
   * The query's statements; the whole text as one where it cannot be split, which the server will
   * have an opinion about.
   */
  static List<Part> of(String query) {
    List<Part> parts = new ArrayList<>();
    try {
      StatementSplitter splitter =
          new StatementSplitter(
              "query", new ByteArrayInputStream(query.getBytes(StandardCharsets.UTF_8)), Set.of());
      int from = 0;
      for (Optional<Statement> next = splitter.next(); next.isPresent(); ) {
        String sql = next.get().sql();
        int at = query.indexOf(sql, from);
        if (at < 0) {
          return whole(query);
        }
        from = at + sql.length();
        parts.add(new Part(sql, next.get().kind(), query.codePointCount(0, at)));
        // Behind a COPY the splitter would take the rest for its data.
        next = endsHere(query, from) ? Optional.empty() : splitter.next();
      }
      return parts;
    } catch (Problem cannotBeSplit) {
      return whole(query);
    }
  }

  private static List<Part> whole(String query) {
    return List.of(new Part(query, Statement.Kind.PLAIN, 0));
  }

  private static boolean endsHere(String query, int from) {
    for (int at = from; at < query.length(); at++) {
      if (query.charAt(at) != ';' && !Character.isWhitespace(query.charAt(at))) {
        return false;
      }
    }
    return true;
  }
}
