package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.spark.warehouse.LayoutVersion;
import io.github.blueskyspark.spark.warehouse.Sha256;
import io.github.blueskyspark.spark.warehouse.SourceFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.TreeMap;

/**
 * What stands for all that decides what a conversion writes. When a process died and the next one
 * has the same plan, tables that the first had staged as a whole are not staged again.
 */
final class ConversionPlan {
  private ConversionPlan() {}

  /**
   * SHA-256, lower-case hex.
   *
   * @param number of the last commit about documents: another one means that the log has moved on
   */
  static String text(ConvertRequest request, long number, SourcesAgain sources) {
    MessageDigest digest = Sha256.digest();
    add(digest, LayoutVersion.converter() + " " + LayoutVersion.SCHEMA + " " + number);
    add(digest, new TreeMap<>(request.selection()).toString());
    add(digest, sources.sources());
    add(digest, sources.gone());
    return Sha256.hex(digest);
  }

  private static void add(MessageDigest digest, List<SourceFile> files) {
    for (SourceFile file : files) {
      add(digest, file.path() + " " + file.size() + " " + file.modified() + " " + file.sha256());
    }
    add(digest, "");
  }

  private static void add(MessageDigest digest, String line) {
    digest.update((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
