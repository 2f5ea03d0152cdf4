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
    return ServerUri.is(place.root()) || Dumps.areAt(place);
  }

  @Override
  public StoreParts parts(StoreRequest request) throws IOException {
    return ServerUri.is(request.place().root())
        ? ServerStore.parts(request)
        : DumpStore.parts(request);
  }

  @Override
  public DocumentReader open(FileRef part, StoreReading reading) throws IOException {
    return ServerUri.is(part.uri())
        ? ServerStore.open(part, reading)
        : DumpStore.open(part, reading);
  }
}
