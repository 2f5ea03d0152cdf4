package io.github.blueskyspark.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.documents.DocumentKind;
import io.github.blueskyspark.documents.EventHeader;
import io.github.blueskyspark.documents.Json;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.DocumentReader.Step;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What ties a file to others: the runs it has documents of, the descriptors and resources that
 * stand in it, and those it refers to and that stand elsewhere.
 */
final class FileLinks {
  private static final String DESCRIPTOR = "descriptor ";
  private static final String RESOURCE = "resource ";

  private final Set<String> links = new LinkedHashSet<>();
  private final Set<String> references = new HashSet<>();
  private final EventHeader header = new EventHeader();

  private FileLinks() {}

  /** Reads the rest of the file; run uids stand as they are, others behind a word. */
  static List<String> of(DocumentReader reader) throws IOException {
    FileLinks found = new FileLinks();
    for (Step step = reader.advance(); step != Step.END; step = reader.advance()) {
      if (step == Step.DOCUMENT) {
        found.look(reader.document());
      }
    }
    found.links.addAll(found.references);
    return List.copyOf(found.links);
  }

  private void look(RawDocument raw) throws IOException {
    Optional<DocumentKind> kind = DocumentKind.of(raw.name());
    try {
      if (kind.isPresent() && kind.get() == DocumentKind.EVENT) {
        header.read(raw);
        refer(DESCRIPTOR, header.descriptor());
      } else if (kind.isPresent()) {
        look(kind.get(), Json.tree(raw));
      }
    } catch (JsonProcessingException e) {
      return; // quarantined by the scan
    }
  }

  private void look(DocumentKind kind, ObjectNode doc) {
    switch (kind) {
      case START -> stand("", doc, "uid");
      case STOP -> stand("", doc, "run_start");
      case DESCRIPTOR -> {
        stand("", doc, "run_start");
        stand(DESCRIPTOR, doc, "uid");
      }
      case STREAM_RESOURCE, RESOURCE -> {
        stand("", doc, "run_start");
        stand(RESOURCE, doc, "uid");
      }
      case EVENT, EVENT_PAGE -> refer(DESCRIPTOR, doc.path("descriptor").asText(""));
      case BULK_EVENTS -> doc.fieldNames().forEachRemaining(d -> refer(DESCRIPTOR, d));
      case STREAM_DATUM -> {
        refer(DESCRIPTOR, doc.path("descriptor").asText(""));
        refer(RESOURCE, doc.path("stream_resource").asText(""));
      }
      case DATUM, DATUM_PAGE, BULK_DATUM -> refer(RESOURCE, doc.path("resource").asText(""));
    }
  }

  private void stand(String word, ObjectNode doc, String field) {
    String uid = doc.path(field).asText("");
    if (!uid.isEmpty()) {
      links.add(word + uid);
    }
  }

  private void refer(String word, String uid) {
    if (!uid.isEmpty()) {
      references.add(word + uid);
    }
  }
}
