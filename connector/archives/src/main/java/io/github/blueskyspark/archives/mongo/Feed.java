package io.github.blueskyspark.archives.mongo;

import io.github.blueskyspark.spi.DocumentReader;

/** Some of a reader's documents, one kind after the other. */
interface Feed extends DocumentReader {
  @Override
  MongoDocument document();
}
