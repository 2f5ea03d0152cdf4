package io.github.blueskyspark.converters.archive;

import io.github.blueskyspark.spi.AssetReader;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which files below a source may hold documents: all but those whose ending belongs to a format of
 * external arrays.
 */
final class DocumentFiles {
  private DocumentFiles() {}

  static Predicate<String> names() {
    Set<String> external = new TreeSet<>();
    ServiceLoader.load(AssetReader.class).forEach(reader -> external.addAll(reader.suffixes()));
    return name -> external.stream().noneMatch(name.toLowerCase(Locale.ROOT)::endsWith);
  }
}
