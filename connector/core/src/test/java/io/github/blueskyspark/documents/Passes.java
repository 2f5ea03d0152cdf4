package io.github.blueskyspark.documents;

import io.github.blueskyspark.documents.Normalizer.CopyOfRun;
import io.github.blueskyspark.spi.LineFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sends documents through the {@link Normalizer} as often as it wants. */
final class Passes {
  private Passes() {}

  /** One file of these documents. */
  static GroupIndex of(String... documents) {
    return files(List.of(List.of(documents)), Set.of(), false);
  }

  /** One file, whose first bad document is an error. */
  static GroupIndex strict(String... documents) {
    return files(List.of(List.of(documents)), Set.of(), true);
  }

  /** Several files. */
  static GroupIndex files(List<List<String>> files) {
    return files(files, Set.of(), false);
  }

  static GroupIndex files(List<List<String>> files, Set<CopyOfRun> leftOut, boolean strict) {
    Normalizer first = Normalizer.whole(leftOut, strict);
    GroupIndex index = pass(files, first);
    Optional<Normalizer> again = first.again();
    while (again.isPresent()) {
      index = pass(files, again.get());
      again = again.get().again();
    }
    return index;
  }

  static GroupIndex metadata(String... documents) {
    return pass(List.of(List.of(documents)), Normalizer.metadata(Set.of()));
  }

  private static GroupIndex pass(List<List<String>> files, Normalizer normalizer) {
    for (int f = 0; f < files.size(); f++) {
      normalizer.nextFile();
      for (int i = 0; i < files.get(f).size(); i++) {
        try {
          normalizer.accept(LineFormat.document("mem:/" + f, 100L * i, files.get(f).get(i)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return normalizer.finish();
  }

  /** What became of each document of a file: its run, {@code !rule}, or {@code -}. */
  static List<String> fates(GroupIndex index, int file, int documents) {
    List<String> fates = new ArrayList<>();
    for (int i = 0; i < documents; i++) {
      String owner = index.owner(file, i).map(RunIndex::uid).orElse("");
      String rule = index.fault(file, i).map(f -> "!" + f.rule()).orElse("");
      fates.add(owner.isEmpty() && rule.isEmpty() ? "-" : owner + rule);
    }
    return fates;
  }
}
