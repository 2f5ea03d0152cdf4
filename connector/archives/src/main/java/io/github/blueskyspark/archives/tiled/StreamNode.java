package io.github.blueskyspark.archives.tiled;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The node of an event stream.
 *
 * @param id of its node
 * @param name of the stream
 * @param metadata most of the first descriptor
 * @param data tables and arrays
 */
record StreamNode(long id, String name, ObjectNode metadata, List<DataNode> data) {
  StreamNode {
    data = List.copyOf(data);
  }

  /** Tables that hold its events, side by side. */
  List<DataNode> tables() {
    return data.stream().filter(DataNode::isTable).toList();
  }

  /** Arrays with rows of unequal length, beside the tables. */
  List<DataNode> ragged() {
    return data.stream().filter(DataNode::isRagged).toList();
  }

  /** Arrays in files. */
  List<DataNode> arrays() {
    return data.stream().filter(d -> !d.isTable() && !d.isRagged()).toList();
  }
}
