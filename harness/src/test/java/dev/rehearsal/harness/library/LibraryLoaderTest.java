package dev.rehearsal.harness.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.logging.Logger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Flyway is on the path of classes here, so that this program's own loader has it, too. */
class LibraryLoaderTest {

  private static final String ADAPTER = "dev.rehearsal.harness.library.flyway.FlywayLibrary";

  private static LibraryLoader loader() {
    URL flyway = Flyway.class.getProtectionDomain().getCodeSource().getLocation();
    return new LibraryLoader(List.of(flyway));
  }

  @Test
  void theToolAndItsAdapterAreLoadedForEachRun() throws Exception {
    try (LibraryLoader one = loader();
        LibraryLoader two = loader()) {
      for (String name : List.of(ADAPTER, Flyway.class.getName())) {
        Class<?> mine = one.loadClass(name);
        assertThat(mine.getClassLoader()).isSameAs(one);
        assertThat(mine).isNotSameAs(two.loadClass(name)).isNotSameAs(Class.forName(name));
      }
    }
  }

  @Test
  void bothSidesShareTheContractTheDriverAndThePlatform() throws Exception {
    try (LibraryLoader loader = loader()) {
      for (Class<?> shared :
          List.of(
              Library.class, Library.Task.class, org.postgresql.PGConnection.class, Logger.class)) {
        assertThat(loader.loadClass(shared.getName())).isSameAs(shared);
      }
      assertThat(Library.class).isAssignableFrom(loader.loadClass(ADAPTER));
    }
  }

  @Test
  void nothingElseOfThisProgramIsSeen() throws IOException {
    try (LibraryLoader loader = loader()) {
      for (String hidden :
          List.of(
              "tools.jackson.databind.ObjectMapper",
              "org.slf4j.LoggerFactory",
              "dev.rehearsal.harness.config.LibrarySpec")) {
        assertThat(LibraryLoaderTest.class.getClassLoader().getResource(resource(hidden)))
            .isNotNull();
        assertThatThrownBy(() -> loader.loadClass(hidden))
            .isInstanceOf(ClassNotFoundException.class);
        assertThat(loader.getResource(resource(hidden))).isNull();
      }
    }
  }

  @Test
  void noOtherProgramCanBeStarted() throws Exception {
    try (LibraryLoader loader = loader()) {
      assertThat(loader.refused()).isFalse();
      assertThatThrownBy(() -> loader.loadClass("java.lang.ProcessBuilder"))
          .isInstanceOf(LinkageError.class)
          .hasMessageStartingWith("the migration starts another program");
      assertThat(loader.refused()).isTrue();
    }
  }

  private static String resource(String name) {
    return name.replace('.', '/') + ".class";
  }
}
