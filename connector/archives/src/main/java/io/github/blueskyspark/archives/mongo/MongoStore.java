package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.spi.ArchivePlace;
import io.github.blueskyspark.spi.ArchiveStore;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.spi.StoreParts;
import io.github.blueskyspark.spi.StoreReading;
import io.github.blueskyspark.spi.StoreRequest;
import java.io.IOException;

/** What suitcase-mongo wrote: its collections as mongodump directory, as export, on a server. */
public final class MongoStore implements ArchiveStore {
  static final String NAME = "mongo";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean recognises(ArchivePlace place, Storage storage) {
    return Dumps.areAt(place);
  }

  @Override
  public StoreParts parts(StoreRequest request) throws IOException {
    return DumpStore.parts(request);
  }

  @Override
  public DocumentReader open(FileRef part, StoreReading reading) throws IOException {
    return DumpStore.open(part, reading);
  }
}
