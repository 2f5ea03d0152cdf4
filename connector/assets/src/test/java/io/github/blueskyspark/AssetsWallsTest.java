package io.github.blueskyspark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/**
 * A file format knows {@code spi} and what that exposes: no other one, no table, no plan, no
 * engine.
 */
class AssetsWallsTest {
  private static final String ROOT = "io.github.blueskyspark.";

  private static final JavaClasses ASSETS = new ClassFileImporter().importPath("target/classes");

  @Test
  void formatsDoNotKnowEachOther() {
    slices().matching(ROOT + "assets.(*)..").should().notDependOnEachOther().check(ASSETS);
  }

  @Test
  void everyClassLivesBelowAssets() {
    classes().should().resideInAPackage(ROOT + "assets..").check(ASSETS);
  }

  @Test
  void theCoreBehindSpiIsOutOfReach() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "tables..", ROOT + "plan..")
        .check(ASSETS);
  }

  @Test
  void noEngineIsNamed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(ASSETS);
  }
}
