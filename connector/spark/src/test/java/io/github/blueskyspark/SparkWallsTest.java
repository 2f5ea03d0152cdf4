package io.github.blueskyspark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The Spark layer finds formats by name at run time and names no class of them. */
class SparkWallsTest {
  private static final String ROOT = "io.github.blueskyspark.";

  private static final JavaClasses SPARK = new ClassFileImporter().importPath("target/classes");

  @Test
  void noFormatIsNamed() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + "archives..", ROOT + "assets..")
        .check(SPARK);
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + "spark.(*)..").should().beFreeOfCycles().check(SPARK);
  }
}
