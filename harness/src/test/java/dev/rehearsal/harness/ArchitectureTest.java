package dev.rehearsal.harness;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions of docs/architecture.md. */
@AnalyzeClasses(packages = "dev.rehearsal", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** Matched one level above the root package, or its own classes would not be seen. */
  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices().matching("dev.rehearsal.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule layersPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("cli")
          .definedBy("dev.rehearsal.harness.cli..")
          .layer("front door")
          .definedBy("dev.rehearsal.harness")
          .layer("conductor")
          .definedBy("dev.rehearsal.harness.conductor..")
          .layer("replay")
          .definedBy("dev.rehearsal.harness.replay..")
          .layer("proxy")
          .definedBy("dev.rehearsal.harness.proxy..")
          .layer("tool")
          .definedBy("dev.rehearsal.harness.tool..")
          .layer("rewrite")
          .definedBy("dev.rehearsal.harness.rewrite..")
          .layer("probe")
          .definedBy("dev.rehearsal.harness.probe..")
          .layer("observe")
          .definedBy("dev.rehearsal.harness.observe..")
          .layer("watch")
          .definedBy("dev.rehearsal.harness.watch..")
          .layer("dataset")
          .definedBy("dev.rehearsal.harness.dataset..")
          .layer("migration")
          .definedBy("dev.rehearsal.harness.migration..")
          .layer("runner")
          .definedBy("dev.rehearsal.harness.runner..")
          .layer("catalog")
          .definedBy("dev.rehearsal.harness.catalog..")
          .layer("database")
          .definedBy("dev.rehearsal.harness.database..")
          .layer("config")
          .definedBy("dev.rehearsal.harness.config..")
          .layer("time")
          .definedBy("dev.rehearsal.harness.time..")
          .layer("progress")
          .definedBy("dev.rehearsal.harness.progress..")
          .optionalLayer("bench")
          .definedBy("dev.rehearsal.harness.bench..")
          .whereLayer("cli")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("bench")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("front door")
          .mayOnlyBeAccessedByLayers("cli", "bench")
          .whereLayer("conductor")
          .mayOnlyBeAccessedByLayers("cli", "front door", "bench")
          .whereLayer("replay")
          .mayOnlyBeAccessedByLayers("front door", "conductor", "tool", "proxy", "bench")
          .whereLayer("tool")
          .mayOnlyBeAccessedByLayers("conductor")
          .whereLayer("proxy")
          .mayOnlyBeAccessedByLayers("conductor", "tool", "bench")
          .whereLayer("rewrite")
          .mayOnlyBeAccessedByLayers("conductor")
          .whereLayer("runner")
          .mayOnlyBeAccessedByLayers("front door")
          .whereLayer("probe")
          .mayOnlyBeAccessedByLayers("conductor", "bench")
          .whereLayer("observe")
          .mayOnlyBeAccessedByLayers("conductor", "bench")
          .whereLayer("watch")
          .mayOnlyBeAccessedByLayers("cli")
          .whereLayer("dataset")
          .mayOnlyBeAccessedByLayers("front door", "bench")
          .whereLayer("catalog")
          .mayOnlyBeAccessedByLayers("front door", "conductor", "replay", "rewrite", "bench")
          .whereLayer("database")
          .mayOnlyBeAccessedByLayers(
              "cli",
              "front door",
              "conductor",
              "replay",
              "probe",
              "observe",
              "tool",
              "watch",
              "dataset",
              "bench");

  @ArchTest
  static final ArchRule replayProbeAndObserveDoNotKnowEachOther =
      slices()
          .matching("dev.rehearsal.harness.(replay|probe|observe)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule reportsArePure =
      noClasses()
          .that()
          .resideInAPackage("dev.rehearsal.reports..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.rehearsal.harness..", "java.sql..", "java.net.http..");

  @ArchTest
  static final ArchRule onlyTheCommandLineWritesToTheConsole =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.rehearsal.harness.bench..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  /**
   * {@code DATABASE_URL} and {@code PG*} often mean production. The environment is read for colour,
   * for the cache's directory and by benchmarks, and nowhere else.
   */
  @ArchTest
  static final ArchRule theEnvironmentNamesNoDatabase =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.rehearsal.harness.bench..")
          .and()
          .doNotHaveFullyQualifiedName("dev.rehearsal.harness.cli.Console")
          .and()
          .doNotHaveFullyQualifiedName("dev.rehearsal.harness.database.CacheDirectory")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class);
}
