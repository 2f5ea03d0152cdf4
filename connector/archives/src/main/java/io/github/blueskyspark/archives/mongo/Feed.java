package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.spi.DocumentReader;

/** Stored documents, or some of a reader's. */
interface Feed extends DocumentReader {
  @Override
  MongoDocument document();
}
