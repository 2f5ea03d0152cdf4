package io.github.blueskyspark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The packages of the core stand in one order: each may use only those to its left. */
class PackageOrderTest {
  private static final String ROOT = "io.github.blueskyspark.";

  private static final List<String> ORDER =
      List.of("errors", "options", "arrays", "predicates", "documents", "spi", "tables", "plan");

  private static final JavaClasses CORE = new ClassFileImporter().importPath("target/classes");

  @TestFactory
  Stream<DynamicTest> packagesUseOnlyThoseToTheirLeft() {
    return ORDER.stream()
        .map(used -> DynamicTest.dynamicTest(used, () -> usedOnlyFromTheRight(used).check(CORE)));
  }

  private static LayeredArchitecture usedOnlyFromTheRight(String used) {
    LayeredArchitecture layers =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(false);
    for (String name : ORDER) {
      layers = layers.layer(name).definedBy(ROOT + name + "..");
    }
    List<String> users = ORDER.subList(ORDER.indexOf(used) + 1, ORDER.size());
    return users.isEmpty()
        ? layers.whereLayer(used).mayNotBeAccessedByAnyLayer()
        : layers.whereLayer(used).mayOnlyBeAccessedByLayers(users.toArray(String[]::new));
  }

  @Test
  void everyClassHasAPlaceInTheOrder() {
    classes()
        .should()
        .resideInAnyPackage(ORDER.stream().map(name -> ROOT + name + "..").toArray(String[]::new))
        .check(CORE);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CORE);
  }

  @Test
  void jacksonIsTheOnlyLibrary() {
    classes()
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage("java..")
                .or(resideInAPackage(ROOT + "."))
                .or(resideInAPackage("com.fasterxml.jackson..")))
        .check(CORE);
  }

  @Test
  void rulesSeeTheClasses() {
    assertThat(CORE.size()).isGreaterThan(20);
  }
}
