package io.github.blueskyspark.archives.tiled;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Documents that are made already. */
final class MadeSection implements Section {
  private final Deque<Made> documents;
  private final Json json;

  MadeSection(Collection<Made> documents, Json json) {
    this.documents = new ArrayDeque<>(documents);
    this.json = json;
  }

  @Override
  public boolean next(RebuiltDocument document) throws IOException {
    Made made = documents.poll();
    if (made == null) {
      return false;
    }
    document.set(made.run(), made.name(), json.bytes(made.doc()), made.notes());
    return true;
  }

  @Override
  public void close() {
    documents.clear();
  }
}
