package io.github.blueskyspark.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.documents.DocumentKind;
import io.github.blueskyspark.documents.EventHeader;
import io.github.blueskyspark.documents.Json;
import io.github.blueskyspark.documents.RawDocument;
import io.github.blueskyspark.spi.DocumentReader;
import io.github.blueskyspark.spi.DocumentReader.Step;
import io.github.blueskyspark.tables.index.Links;
import io.github.blueskyspark.tables.index.LongTable;
import java.io.IOException;
import java.util.Optional;

/**
 * What ties a document to others: its run, the descriptor or resource that it is, and those that it
 * refers to. Not thread safe.
 */
public final class DocumentLinks {
  private static final String DESCRIPTOR = "descriptor ";
  private static final String RESOURCE = "resource ";

  private final EventHeader header = new EventHeader();
  private final Use use;
  private boolean guessed;
  private String lastDescriptor = "";
  private long lastHash;

  /** Takes links. */
  @FunctionalInterface
  interface Use {
    /** Takes a link as {@link Links#hash}; returns whether it came before. */
    boolean link(long hash);
  }

  /**
   * @param use takes the links of each document
   */
  DocumentLinks(Use use) {
    this.use = use;
  }

  /** What the rest of a file ties to others. */
  public static Links of(DocumentReader reader) throws IOException {
    LongTable found = new LongTable();
    DocumentLinks links = new DocumentLinks(hash -> found.putIfAbsent(hash, 0) != LongTable.NONE);
    for (Step step = reader.advance(); step != Step.END; step = reader.advance()) {
      if (step == Step.DOCUMENT) {
        links.look(reader.document());
      }
    }
    return Links.of(found);
  }

  /** Looks at a document; one that is malformed has no links, or some of them. */
  void look(RawDocument raw) throws IOException {
    Optional<DocumentKind> kind = DocumentKind.of(raw.name());
    try {
      if (kind.isPresent() && kind.get() == DocumentKind.EVENT) {
        header.read(raw);
        event(header.descriptor());
      } else if (kind.isPresent()) {
        look(kind.get(), Json.tree(raw));
      }
    } catch (JsonProcessingException e) {
      return; // quarantined by the scan
    }
  }

  /**
   * Whether a document was seen whose run its place tells, or what comes later: a resource that
   * names no run, or a datum before its resource.
   */
  boolean guessed() {
    return guessed;
  }

  /** Events of one descriptor follow each other. */
  private void event(String descriptor) {
    if (!descriptor.equals(lastDescriptor)) {
      lastDescriptor = descriptor;
      lastHash = Links.hash(DESCRIPTOR + descriptor);
    }
    if (!descriptor.isEmpty()) {
      use.link(lastHash);
    }
  }

  private void look(DocumentKind kind, ObjectNode doc) {
    switch (kind) {
      case START -> link("", doc, "uid");
      case STOP -> link("", doc, "run_start");
      case DESCRIPTOR -> {
        link("", doc, "run_start");
        link(DESCRIPTOR, doc, "uid");
      }
      case STREAM_RESOURCE, RESOURCE -> {
        guessed |= doc.path("run_start").asText("").isEmpty();
        link("", doc, "run_start");
        link(RESOURCE, doc, "uid");
      }
      case EVENT, EVENT_PAGE -> link(DESCRIPTOR, doc, "descriptor");
      case BULK_EVENTS -> doc.fieldNames().forEachRemaining(d -> link(DESCRIPTOR, d));
      case STREAM_DATUM -> {
        link(DESCRIPTOR, doc, "descriptor");
        guessed |= !link(RESOURCE, doc, "stream_resource");
      }
      case DATUM, DATUM_PAGE, BULK_DATUM -> guessed |= !link(RESOURCE, doc, "resource");
    }
  }

  private boolean link(String word, ObjectNode doc, String field) {
    return link(word, doc.path(field).asText(""));
  }

  private boolean link(String word, String uid) {
    return !uid.isEmpty() && use.link(Links.hash(word + uid));
  }
}
