package io.github.blueskyspark.jobs;

import java.util.Optional;

/** What {@code --version} prints. */
final class Version {
  private Version() {}

  static String text() {
    String own =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("0.0 (not packaged)");
    return "bluesky-spark "
        + own
        + "\nSpark "
        + org.apache.spark.package$.MODULE$.SPARK_VERSION()
        + "\nJava "
        + System.getProperty("java.version");
  }
}
