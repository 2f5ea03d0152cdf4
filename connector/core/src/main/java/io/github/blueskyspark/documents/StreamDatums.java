package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads stream_datum documents (event-model: stream_datum.json). */
final class StreamDatums {
  private StreamDatums() {}

  static StreamDatum of(ObjectNode doc) throws MalformedDocument {
    StreamDatum datum =
        new StreamDatum(
            Json.textOr(doc, "uid", ""),
            Json.text(doc, "stream_resource"),
            Json.text(doc, "descriptor"),
            bound(doc, "seq_nums", "start"),
            bound(doc, "seq_nums", "stop"),
            bound(doc, "indices", "start"),
            bound(doc, "indices", "stop"));
    boolean ordered =
        datum.seqStart() >= 0
            && datum.indexStart() >= 0
            && datum.seqStart() <= datum.seqStop()
            && datum.indexStart() <= datum.indexStop();
    if (!ordered || Math.max(datum.seqStop(), datum.indexStop()) > FrameMap.MAX_BOUND) {
      throw new MalformedDocument(
          ordered ? "overflow" : "negative-range",
          "seq_nums are " + shown(doc, "seq_nums") + ", indices " + shown(doc, "indices"));
    }
    return datum;
  }

  private static String shown(ObjectNode doc, String range) {
    return "[" + doc.at("/" + range + "/start") + ", " + doc.at("/" + range + "/stop") + ")";
  }

  /** Demands as many seq_nums as indices, and that they count from 1. */
  static void refuseUnequal(StreamDatum datum) throws MalformedDocument {
    long seqNums = datum.seqStop() - datum.seqStart();
    long indices = datum.indexStop() - datum.indexStart();
    if (seqNums != indices || (datum.seqStart() == 0 && indices > 0)) {
      throw new MalformedDocument(
          datum.seqStart() == 0 ? "seq-num-zero" : "seq-index-length",
          "stream_datum '"
              + datum.uid()
              + "' has "
              + seqNums
              + " seq_nums from "
              + datum.seqStart()
              + " for "
              + indices
              + " indices");
    }
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
