package io.github.blueskyspark.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An event descriptor (event-model: event_descriptor.json).
 *
 * @param uid of the document
 * @param runUid {@code run_start}
 * @param stream {@code name}
 * @param doc the whole document; not changed
 * @param keys its data keys, in the document's order
 */
public record Descriptor(
    String uid, String runUid, String stream, ObjectNode doc, List<DataKey> keys) {
  /** Copies the list. */
  public Descriptor {
    keys = List.copyOf(keys);
  }

  static Descriptor of(String uid, String runUid, String stream, ObjectNode doc) {
    List<DataKey> keys = new ArrayList<>();
    JsonNode said = doc.get("data_keys");
    if (said instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              e -> {
                if (e.getValue() instanceof ObjectNode about) {
                  keys.add(new DataKey(e.getKey(), about));
                }
              });
    }
    return new Descriptor(uid, runUid, stream, doc, keys);
  }

  /** The data key of that name. */
  public Optional<DataKey> key(String name) {
    return keys.stream().filter(k -> k.name().equals(name)).findFirst();
  }

  /** Whether external values are datum ids inside the events, as before stream resources. */
  boolean refersToDatums() {
    return keys.stream().anyMatch(k -> k.isExternal() && !k.text("external").startsWith("STREAM"));
  }

  /**
   * Name of the object a key belongs to: its {@code object_name}, else from {@code object_keys};
   * empty when neither says.
   */
  public String objectOf(DataKey key) {
    if (!key.text("object_name").isEmpty()) {
      return key.text("object_name");
    }
    JsonNode objects = doc.get("object_keys");
    if (objects instanceof ObjectNode object) {
      for (var entry : object.properties()) {
        for (JsonNode name : entry.getValue()) {
          if (name.asText().equals(key.name())) {
            return entry.getKey();
          }
        }
      }
    }
    return "";
  }
}
