package io.github.blueskyspark.assets.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a directory of a store is.
 *
 * @param array its description, of an array
 * @param attributes of a group
 * @param members names of the arrays and groups below a group, as consolidated metadata gives them
 */
record ZarrNode(Optional<ArrayHeader> array, ObjectNode attributes, Set<String> members) {
  private static final String THREE = "zarr.json";
  private static final String TWO_ARRAY = ".zarray";
  private static final String TWO_GROUP = ".zgroup";
  private static final String TWO_ATTRIBUTES = ".zattrs";

  /**
   * Looks at a directory.
   *
   * @return empty when it is no node of a store
   * @throws io.github.blueskyspark.errors.AssetException when its metadata cannot be used
   */
  static Optional<ZarrNode> of(ArrayPlace place) throws IOException {
    Optional<ObjectNode> three = place.json(THREE);
    if (three.isPresent()) {
      return Optional.of(three(place, three.get()));
    }
    Optional<ObjectNode> two = place.json(TWO_ARRAY);
    if (two.isPresent()) {
      ObjectNode attributes = place.jsonOrEmpty(TWO_ATTRIBUTES);
      try {
        ArrayHeader header = HeaderTwo.of(two.get(), attributes);
        return Optional.of(new ZarrNode(Optional.of(header), attributes, Set.of()));
      } catch (BadMetadata e) {
        throw place.damaged(TWO_ARRAY, e.getMessage()).because(e);
      }
    }
    if (place.json(TWO_GROUP).isEmpty()) {
      return Optional.empty();
    }
    Set<String> members = new TreeSet<>();
    Optional<ObjectNode> all = place.json(".zmetadata");
    if (all.isPresent()) {
      for (Iterator<String> keys = all.get().path("metadata").fieldNames(); keys.hasNext(); ) {
        String key = keys.next();
        if (key.endsWith("/" + TWO_ARRAY)) {
          members.add(key.substring(0, key.length() - TWO_ARRAY.length() - 1));
        }
      }
    }
    return Optional.of(new ZarrNode(Optional.empty(), place.jsonOrEmpty(TWO_ATTRIBUTES), members));
  }

  private static ZarrNode three(ArrayPlace place, ObjectNode json) {
    JsonNode said = json.path("attributes");
    ObjectNode attributes = said instanceof ObjectNode o ? o : json.objectNode();
    if (json.path("node_type").asText().equals("group")) {
      Set<String> members = new TreeSet<>();
      json.path("consolidated_metadata")
          .path("metadata")
          .properties()
          .forEach(
              e -> {
                if (e.getValue().path("node_type").asText().equals("array")) {
                  members.add(e.getKey());
                }
              });
      return new ZarrNode(Optional.empty(), attributes, members);
    }
    try {
      return new ZarrNode(Optional.of(HeaderThree.of(json)), attributes, Set.of());
    } catch (BadMetadata e) {
      throw place.damaged(THREE, e.getMessage()).because(e);
    }
  }
}
