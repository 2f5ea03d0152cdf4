package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads stream_datum documents (event-model: stream_datum.json). */
final class StreamDatums {
  private StreamDatums() {}

  static StreamDatum of(ObjectNode doc) throws MalformedDocument {
    return new StreamDatum(
        Json.textOr(doc, "uid", ""),
        Json.text(doc, "stream_resource"),
        Json.text(doc, "descriptor"),
        bound(doc, "seq_nums", "start"),
        bound(doc, "seq_nums", "stop"),
        bound(doc, "indices", "start"),
        bound(doc, "indices", "stop"));
  }

  private static long bound(ObjectNode doc, String range, String end) throws MalformedDocument {
    JsonNode said = doc.path(range).get(end);
    if (said == null || !said.isIntegralNumber() || !said.canConvertToLong()) {
      throw new MalformedDocument(
          "stream-datum-range",
          "'" + range + "." + end + "' is " + Json.shown(said) + ", not a whole number");
    }
    return said.asLong();
  }
}
