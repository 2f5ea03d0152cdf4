package io.github.blueskyspark.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.documents.DocumentKind;
import io.github.blueskyspark.documents.EventHeader;
import io.github.blueskyspark.documents.EventPages;
import io.github.blueskyspark.documents.Json;
import io.github.blueskyspark.documents.RawDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What tells documents of one run apart, whichever format they are in and whether they are in
 * pages: their uids. Not thread safe.
 */
final class DocumentIdentity {
  private final EventHeader header = new EventHeader();
  private final EventPages pages = new EventPages();

  /** Identities of the document, or of those in a page; none when it has no uid. */
  List<String> of(DocumentKind kind, RawDocument raw) throws IOException {
    if (kind == DocumentKind.EVENT) {
      header.read(raw);
      return List.of(event(header.uid(), header.descriptor(), header.seqNum()));
    }
    ObjectNode doc = Json.tree(raw);
    List<String> all = new ArrayList<>();
    if (kind.holdsEvents()) {
      for (ObjectNode event : pages.singles(kind, doc)) {
        all.add(
            event(
                event.path("uid").asText(""),
                event.path("descriptor").asText(""),
                event.path("seq_num").asLong()));
      }
      return all;
    }
    for (String field : List.of("uid", "datum_id", "datum_ids")) {
      JsonNode said = doc.path(field);
      if (said.isTextual()) {
        all.add(field.charAt(0) + said.asText());
      }
      said.forEach(id -> all.add(field.charAt(0) + id.asText()));
    }
    return all;
  }

  private static String event(String uid, String descriptor, long seqNum) {
    return uid.isEmpty() ? "e" + descriptor + '\u0000' + seqNum : "u" + uid;
  }
}
