package io.github.blueskyspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The jar that users put next to Spark, and the class path that the launcher starts. */
class BundleIT {
  private static final Path TARGET = Path.of("target");

  @Test
  void thereIsOneBundle() throws IOException {
    assertThat(bundles()).hasSize(1);
  }

  @Test
  void everythingForeignIsRelocated() throws IOException {
    try (JarFile bundle = new JarFile(bundles().get(0).toFile())) {
      assertThat(bundle.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName))
          .filteredOn(name -> !isSqlite(name))
          .allMatch(
              name -> name.startsWith("io/github/blueskyspark/") || name.startsWith("META-INF/"))
          .noneMatch(name -> name.startsWith("META-INF/maven/") || name.endsWith(".SF"));
    }
  }

  /** Its native library is found, and its functions are bound, by the name of its package. */
  private static boolean isSqlite(String name) {
    return name.startsWith("org/sqlite/") || name.equals("sqlite-jdbc.properties");
  }

  @Test
  void servicesNameClassesOfTheBundle() throws IOException {
    try (JarFile bundle = new JarFile(bundles().get(0).toFile())) {
      for (JarEntry service : services(bundle)) {
        try (InputStream in = bundle.getInputStream(service)) {
          assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
              .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
              .isNotEmpty()
              .allMatch(name -> bundle.getEntry(name.strip().replace('.', '/') + ".class") != null);
        }
      }
    }
  }

  @Test
  void formatsAndTheDataSourceAreRegistered() throws IOException {
    try (JarFile bundle = new JarFile(bundles().get(0).toFile())) {
      assertThat(services(bundle))
          .extracting(JarEntry::getName)
          .contains(
              "META-INF/services/org.apache.spark.sql.sources.DataSourceRegister",
              "META-INF/services/io.github.blueskyspark.spi.DocumentFormat",
              "META-INF/services/io.github.blueskyspark.spi.AssetReader");
    }
  }

  @Test
  void mainClassIsInside() throws IOException {
    try (JarFile bundle = new JarFile(bundles().get(0).toFile())) {
      String main = bundle.getManifest().getMainAttributes().getValue("Main-Class");
      assertThat(bundle.getEntry(main.replace('.', '/') + ".class")).isNotNull();
    }
  }

  @Test
  void licenceAndVersionTravelAlong() throws IOException {
    try (JarFile bundle = new JarFile(bundles().get(0).toFile())) {
      assertThat(bundle.getEntry("META-INF/LICENSE")).isNotNull();
      String version = bundle.getManifest().getMainAttributes().getValue("Implementation-Version");
      assertThat(bundles().get(0).getFileName().toString()).endsWith("-" + version + ".jar");
    }
  }

  @Test
  void sparkClassPathHoldsSparkAndNothingOfOurs() throws IOException {
    String text = Files.readString(TARGET.resolve("spark-classpath.txt"));
    List<Path> jars = Stream.of(text.strip().split(File.pathSeparator)).map(Path::of).toList();
    assertThat(jars).allMatch(Files::isRegularFile);
    assertThat(jars)
        .extracting(jar -> jar.getFileName().toString())
        .anyMatch(name -> name.startsWith("spark-sql_2.13-"))
        .anyMatch(name -> name.startsWith("scala-library-2.13"))
        .anyMatch(name -> name.startsWith("hadoop-client-api-"))
        .anyMatch(name -> name.startsWith("jackson-core-"))
        .anyMatch(name -> name.startsWith("jackson-databind-"))
        .noneMatch(name -> name.startsWith("bluesky-"))
        .noneMatch(name -> name.startsWith("junit-"));
  }

  private static List<Path> bundles() throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> jars =
        Files.newDirectoryStream(TARGET, "bluesky-spark-bundle_2.13-*.jar")) {
      jars.forEach(found::add);
    }
    return found;
  }

  private static List<JarEntry> services(JarFile bundle) {
    return bundle.stream()
        .filter(entry -> !entry.isDirectory() && entry.getName().startsWith("META-INF/services/"))
        .toList();
  }
}
