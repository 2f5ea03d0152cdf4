package io.github.blueskyspark.plan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.StoredChunk;
import io.github.blueskyspark.spi.StoredChunks;
import java.util.Iterator;
import java.util.Optional;

/**
 * One row about the chunks of an array.
 *
 * @param info the whole array; empty when it cannot be opened
 * @param layout what all of its chunks have in common
 * @param file that holds the chunk
 * @param chunk where it stands; empty in the one row of an array without chunks to point at
 * @param note why there is none
 */
record ChunkRow(
    Optional<ArrayInfo> info,
    Optional<StoredChunks> layout,
    Optional<FileRef> file,
    Optional<StoredChunk> chunk,
    String note) {
  static final String NOT_PIECES =
      "its elements are no plain pieces of one file; they are read through their format";

  static ChunkRow none(Optional<ArrayInfo> info, String note) {
    return new ChunkRow(info, Optional.empty(), Optional.empty(), Optional.empty(), note);
  }

  /** Filters as JSON: {@code [{"id":1,"name":"deflate","values":[4]}]}. */
  static String filters(StoredChunks layout) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (StoredChunks.Step step : layout.filters()) {
      ArrayNode values =
          all.addObject().put("id", step.id()).put("name", step.name()).putArray("values");
      step.values().forEach(values::add);
    }
    return all.toString();
  }

  /** Rows of one file, one after the other. */
  static final class Walk implements Iterator<ChunkRow> {
    private final StoredChunks stored;
    private final ArrayInfo info;
    private final FileRef file;
    private final Iterator<StoredChunk> chunks;
    private boolean begun;

    Walk(StoredChunks stored, ArrayInfo info, FileRef file) {
      this.stored = stored;
      this.info = info;
      this.file = file;
      this.chunks = stored.chunks();
    }

    @Override
    public boolean hasNext() {
      return !begun || chunks.hasNext();
    }

    @Override
    public ChunkRow next() {
      begun = true;
      Optional<StoredChunk> chunk =
          chunks.hasNext() ? Optional.of(chunks.next()) : Optional.empty();
      return new ChunkRow(
          Optional.of(info),
          Optional.of(stored),
          Optional.of(file),
          chunk,
          chunk.isPresent() ? "" : "no chunk was written");
    }
  }
}
