package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The node of a run.
 *
 * @param id of its node
 * @param key its name, usually the run's uid
 * @param metadata {@code start}, {@code stop} and notes
 * @param streams in the order in which they were made
 */
record RunNode(long id, String key, ObjectNode metadata, List<StreamNode> streams) {
  RunNode {
    streams = List.copyOf(streams);
  }

  /** uid of the run: that of its start document, else the node's name. */
  String uid() {
    String uid = metadata.path("start").path("uid").asText("");
    return uid.isEmpty() ? key : uid;
  }
}
