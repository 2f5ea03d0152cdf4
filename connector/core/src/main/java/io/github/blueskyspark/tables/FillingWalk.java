package io.github.blueskyspark.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.documents.DataKey;
import io.github.blueskyspark.documents.DatumRow;
import io.github.blueskyspark.documents.Descriptor;
import io.github.blueskyspark.documents.DocumentKind;
import io.github.blueskyspark.documents.GroupIndex;
import io.github.blueskyspark.documents.Json;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.ReadLimits;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Documents of another walk, with the arrays that events and event pages name by a datum put into
 * them. What {@code filled} says is there already, and what cannot be found, stays as it is.
 */
final class FillingWalk implements DocumentWalk {
  private final DocumentWalk walk;
  private final GroupIndex index;
  private final ArrayTexts arrays;
  private final ReadLimits limits;

  FillingWalk(DocumentWalk walk, GroupIndex index, ArrayTexts arrays, ReadLimits limits) {
    this.walk = walk;
    this.index = index;
    this.arrays = arrays;
    this.limits = limits;
  }

  @Override
  public boolean next() throws IOException {
    return walk.next();
  }

  @Override
  public RunIndex run() {
    return walk.run();
  }

  @Override
  public FileRef file() {
    return walk.file();
  }

  @Override
  public boolean hasRepeatedKey() {
    return walk.hasRepeatedKey();
  }

  @Override
  public RawDocument document() throws IOException {
    RawDocument document = walk.document();
    Optional<DocumentKind> kind = DocumentKind.of(document.name());
    boolean isPage = kind.filter(k -> k == DocumentKind.EVENT_PAGE).isPresent();
    boolean isEvent = kind.filter(k -> k == DocumentKind.EVENT).isPresent();
    if ((!isEvent && !isPage) || walk.hasRepeatedKey()) {
      return document;
    }
    ObjectNode event = Json.tree(document);
    Optional<Descriptor> descriptor = index.descriptor(event.path("descriptor").asText());
    Map<String, List<Optional<FilledDocument.Fill>>> fills = new LinkedHashMap<>();
    if (descriptor.isPresent()) {
      for (DataKey key : descriptor.get().keys()) {
        if (key.isExternal()) {
          Fills found = new Fills(event, descriptor.get().stream(), key.name());
          List<Optional<FilledDocument.Fill>> of = isPage ? found.page() : found.event();
          if (of.stream().anyMatch(Optional::isPresent)) {
            fills.put(key.name(), of);
          }
        }
      }
    }
    return fills.isEmpty() ? document : FilledDocument.of(document, fills, isPage, limits);
  }

  @Override
  public void close() throws IOException {
    try (arrays) {
      walk.close();
    }
  }

  /** What is to be put into one key of one document. */
  private final class Fills {
    private final ObjectNode event;
    private final String stream;
    private final String key;

    Fills(ObjectNode event, String stream, String key) {
      this.event = event;
      this.stream = stream;
      this.key = key;
    }

    List<Optional<FilledDocument.Fill>> event() throws IOException {
      JsonNode filled = event.path("filled").path(key);
      return List.of(fill(event.path("data").path(key), filled, event.path("seq_num").asLong()));
    }

    List<Optional<FilledDocument.Fill>> page() throws IOException {
      JsonNode values = event.path("data").path(key);
      List<Optional<FilledDocument.Fill>> all = new java.util.ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        JsonNode filled = event.path("filled").path(key).path(i);
        all.add(fill(values.path(i), filled, event.path("seq_num").path(i).asLong()));
      }
      return all;
    }

    private Optional<FilledDocument.Fill> fill(JsonNode value, JsonNode filled, long seqNum)
        throws IOException {
      boolean isThere = filled.isTextual() || filled.asBoolean(false);
      if (!value.isTextual() || isThere) {
        return Optional.empty();
      }
      Optional<DatumRow> row = walk.run().datumRow(value.asText(), seqNum);
      Optional<ArrayTexts.Text> text =
          row.isPresent() ? arrays.row(walk.run(), stream, key, row.get()) : Optional.empty();
      return text.map(t -> new FilledDocument.Fill(value.asText(), t));
    }
  }
}
