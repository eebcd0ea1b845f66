package dev.rehearsal.harness.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a few words, the constants of an enum in lower case. */
record Word<E extends Enum<E>>(E[] constants) implements ITypeConverter<E> {

  @Override
  public E convert(String text) {
    for (E constant : constants) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    String words = Arrays.stream(constants).map(Word::word).collect(Collectors.joining(", "));
    throw new TypeConversionException("must be one of " + words + ", was '" + text + "'");
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
