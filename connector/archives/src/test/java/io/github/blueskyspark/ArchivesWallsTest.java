package io.github.blueskyspark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/**
 * A kind of archive knows {@code spi} and what that exposes: no other one, no table, no plan, no
 * engine.
 */
class ArchivesWallsTest {
  private static final String ROOT = "io.github.blueskyspark.";

  private static final JavaClasses ARCHIVES = new ClassFileImporter().importPath("target/classes");

  @Test
  void kindsDoNotKnowEachOther() {
    slices().matching(ROOT + "archives.(*)..").should().notDependOnEachOther().check(ARCHIVES);
  }

  @Test
  void everyClassLivesBelowArchives() {
    classes().should().resideInAPackage(ROOT + "archives..").check(ARCHIVES);
  }

  @Test
  void theCoreBehindSpiIsOutOfReach() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "tables..", ROOT + "plan..")
        .check(ARCHIVES);
  }

  @Test
  void noEngineIsNamed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "scala..")
        .check(ARCHIVES);
  }
}
