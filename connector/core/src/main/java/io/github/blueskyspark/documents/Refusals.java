package io.github.blueskyspark.documents;

import java.util.ArrayList;
import java.util.List;

/**
 * Documents that turn out to be wrong only when the whole run is known, and parts of documents that
 * mean nothing. Not thread safe.
 */
final class Refusals {
  /**
   * One of them.
   *
   * @param whole whether the whole document is rejected; else it stays one of its run
   */
  record Refusal(DocumentPlace place, String kind, Fault fault, boolean whole) {}

  private static final int MOST = 100_000;

  private final List<Refusal> all = new ArrayList<>();

  void document(DocumentPlace place, String kind, Fault fault) {
    add(new Refusal(place, kind, fault, true));
  }

  void part(DocumentPlace place, String kind, Fault fault) {
    add(new Refusal(place, kind, fault, false));
  }

  private void add(Refusal refusal) {
    if (all.size() < MOST) {
      all.add(refusal);
    }
  }

  List<Refusal> all() {
    return all;
  }
}
