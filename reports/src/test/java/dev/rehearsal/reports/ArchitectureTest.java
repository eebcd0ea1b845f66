package dev.rehearsal.reports;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;

/** What keeps this module a set of pure functions of a file. */
@AnalyzeClasses(
    packages = "dev.rehearsal.reports",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** One level above the root package, or classes in the root package would not be seen. */
  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.rehearsal.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule dataFlowsFromRecordingToAnalysisToReport =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("postgres")
          .definedBy("dev.rehearsal.reports.postgres")
          .layer("figures")
          .definedBy("dev.rehearsal.reports.figures")
          .layer("recording")
          .definedBy("dev.rehearsal.reports.recording")
          .layer("analysis")
          .definedBy("dev.rehearsal.reports.analysis")
          .layer("render")
          .definedBy("dev.rehearsal.reports.render..")
          .whereLayer("postgres")
          .mayNotAccessAnyLayer()
          .whereLayer("figures")
          .mayOnlyAccessLayers("postgres")
          .whereLayer("recording")
          .mayOnlyAccessLayers("postgres", "figures")
          .whereLayer("analysis")
          .mayOnlyAccessLayers("postgres", "figures", "recording")
          .whereLayer("render")
          .mayOnlyAccessLayers("postgres", "figures", "recording", "analysis");

  @ArchTest
  static final ArchRule noDatabaseNoProcessNoNetworkNoThread =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "java.net..", "org.postgresql..")
          .orShould()
          .dependOnClassesThat()
          .belongToAnyOf(Process.class, ProcessBuilder.class, Runtime.class, Thread.class);

  @ArchTest
  static final ArchRule noClock =
      noClasses()
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule noPackageThatSaysNothing =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..common..", "..impl..", "..model..", "..manager..");
}
