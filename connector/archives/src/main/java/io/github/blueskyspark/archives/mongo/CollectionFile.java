package io.github.blueskyspark.archives.mongo;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The name of a collection's file: {@code event.bson}, {@code event.json.gz}, also with the
 * database's name in front ({@code db.event.json}).
 *
 * @param prefix what stands before the collection's name, with its point; may be empty
 * @param collection what the file holds
 * @param ending {@code .bson}, {@code .json} and their compressed forms
 */
record CollectionFile(String prefix, CollectionName collection, String ending) {
  private static final List<String> ENDINGS =
      List.of(".bson", ".bson.gz", ".bson.zst", ".json", ".json.gz", ".json.zst");

  /** The parts of a file's name; empty when it is no collection of ours. */
  static Optional<CollectionFile> of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (String ending : ENDINGS) {
      if (lower.endsWith(ending)) {
        String stem = name.substring(0, name.length() - ending.length());
        int dot = stem.lastIndexOf('.') + 1;
        return CollectionName.of(stem.substring(dot))
            .map(c -> new CollectionFile(stem.substring(0, dot), c, name.substring(stem.length())));
      }
    }
    return Optional.empty();
  }

  /** Whether a file of that name holds BSON; else it is text. */
  static boolean isBson(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".bson") || lower.endsWith(".bson.gz") || lower.endsWith(".bson.zst");
  }

  boolean isBson() {
    return isBson(ending);
  }

  /** The name of another collection's file beside this one. */
  String beside(CollectionName other) {
    return prefix + other.collectionName() + ending;
  }
}
