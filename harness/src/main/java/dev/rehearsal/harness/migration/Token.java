package dev.rehearsal.harness.migration;

/**
 * A piece of SQL text.
 *
 * @param kind what it is
 * @param start index of its first byte in the {@link Window}
 * @param end index behind its last byte
 * @param line line of its first byte, from 1
 * @param closed whether its closing quote or comment end was found before the text ended
 */
record Token(Kind kind, int start, int end, int line, boolean closed) {

  /** Whether the server does not see it. */
  boolean blank() {
    return kind == Kind.SPACE || kind == Kind.LINE_COMMENT || kind == Kind.BLOCK_COMMENT;
  }

  enum Kind {
    SPACE,
    LINE_COMMENT,
    BLOCK_COMMENT,
    /** Key word or name without quotes. */
    WORD,
    QUOTED_NAME,
    /** A string constant in single quotes, with its prefix (E, B, X, N, U&amp;) if it has one. */
    STRING,
    DOLLAR_STRING,
    NUMBER,
    /** {@code $1}. */
    PARAMETER,
    /** {@code :name}, which psql would replace if it knew the variable; also an array slice. */
    VARIABLE,
    OPEN,
    CLOSE,
    SEMICOLON,
    BACKSLASH,
    /** Operators and every other character. */
    OTHER,
    END
  }
}
