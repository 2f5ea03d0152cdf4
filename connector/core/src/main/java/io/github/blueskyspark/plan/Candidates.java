package io.github.blueskyspark.plan;

import io.github.blueskyspark.options.OptionValues;
import io.github.blueskyspark.options.Options;
import io.github.blueskyspark.spi.DocumentFormats;
import io.github.blueskyspark.spi.FileRef;
import java.util.Set;

/**
 * Which listed files are taken for documents: those a format owns by name, those without an ending,
 * and those the user named.
 */
final class Candidates {
  private final DocumentFormats formats;
  private final Set<String> named;

  Candidates(DocumentFormats formats, OptionValues options) {
    this.formats = formats;
    this.named = Set.copyOf(options.get(Options.PATH));
  }

  boolean isDocuments(FileRef file) {
    boolean plain = file.name().indexOf('.') < 0;
    return formats.ownsName(file.name()) || plain || named.contains(file.uri());
  }
}
