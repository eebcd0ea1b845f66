package dev.rehearsal.harness.library;

import dev.rehearsal.harness.config.LibrarySpec;
import java.util.Optional;
import java.util.stream.Stream;

/** What made a library end, in words for its user. */
final class LibraryErrors {

  private static final String ADAPTERS = Library.class.getPackageName() + ".";

  private LibraryErrors() {}

  /** The tool's own words where it has some; the message of an Error may be no more than a name. */
  static String told(Throwable e, LibrarySpec spec) {
    if (e instanceof LinkageError && ofAnAdapter(e)) {
      return spec.name() + " is not supported in process (" + e + "); give its own --command";
    }
    return e instanceof Exception && e.getMessage() != null ? e.getMessage() : e.toString();
  }

  /** Whether it was an adapter that missed something, and no class of the tool or of the user. */
  private static boolean ofAnAdapter(Throwable e) {
    Optional<String> missing =
        Stream.of(e.getStackTrace())
            .map(StackTraceElement::getClassName)
            .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
            .filter(name -> !name.equals(LibraryLoader.class.getName()))
            .findFirst();
    return missing.isPresent() && missing.get().startsWith(ADAPTERS);
  }
}
