package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Stream resources and stream datums of the arrays of one stream. */
final class ArrayDocuments {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final StreamPlan plan;

  ArrayDocuments(StreamPlan plan) {
    this.plan = plan;
  }

  /** The stream resources of an array, usually one. */
  List<Made> resources(DataNode array) {
    List<Made> made = new ArrayList<>();
    for (FileRun files : FileRun.of(array)) {
      ObjectNode doc = NODES.objectNode();
      doc.put("uid", uid(array, made.size()));
      doc.put("run_start", plan.run().uid());
      doc.put("data_key", plan.original(array.key()));
      doc.put("mimetype", array.mimetype());
      doc.put("uri", files.uri());
      ObjectNode parameters = array.parameters().deepCopy();
      files.parameters().properties().forEach(e -> parameters.set(e.getKey(), e.getValue()));
      doc.set("parameters", parameters);
      made.add(new Made(plan.run().uid(), "stream_resource", doc));
    }
    return made;
  }

  /**
   * The stream datums of an array.
   *
   * @param seqNums of the events that have a row in it, in order, as half-open ranges
   */
  List<Made> datums(DataNode array, List<long[]> seqNums) {
    List<Made> made = new ArrayList<>();
    long row = 0;
    int file = 0;
    List<FileRun> files = FileRun.of(array);
    long inFile = 0;
    for (long[] range : seqNums) {
      long seq = range[0];
      while (seq < range[1] && file < files.size()) {
        FileRun in = files.get(file);
        long left = Math.min(range[1] - seq, Math.min(in.rows() - inFile, rows(array) - row));
        if (left > 0) {
          made.add(datum(array, file, in.first() + inFile, seq, left, made.size()));
          seq += left;
          inFile += left;
          row += left;
        } else if (inFile >= in.rows()) {
          file++;
          inFile = 0;
        } else {
          return made;
        }
      }
    }
    return made;
  }

  private Made datum(DataNode array, int file, long index, long seq, long count, int number) {
    ObjectNode doc = NODES.objectNode();
    doc.put("uid", uid(array, file) + "/" + number);
    doc.put("stream_resource", uid(array, file));
    doc.put("descriptor", plan.firstDescriptor());
    doc.set("indices", range(index, index + count));
    doc.set("seq_nums", range(seq, seq + count));
    return new Made(plan.run().uid(), "stream_datum", doc);
  }

  private static ObjectNode range(long start, long stop) {
    return NODES.objectNode().put("start", start).put("stop", stop);
  }

  private String uid(DataNode array, int number) {
    String uid = plan.run().uid() + "-" + plan.stream().name() + "-" + array.key();
    return number == 0 ? uid : uid + "-" + number;
  }

  /**
   * Events that an array has rows for. A row of a detector may be several frames, put one behind
   * the other; the data key's shape tells.
   */
  long rows(DataNode array) {
    JsonNode shape = array.structure().path("shape");
    JsonNode declared = plan.stream().metadata().path("data_keys").path(array.key()).path("shape");
    long first = shape.path(0).asLong(0);
    boolean isJoined =
        array.managed() == DataNode.Managed.EXTERNALLY
            && declared instanceof ArrayNode row
            && row.size() == shape.size()
            && row.path(0).asLong(0) > 1;
    return isJoined ? first / declared.path(0).asLong() : first;
  }
}
