package io.github.blueskyspark.converters.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * HDF5's filters as codecs of Python's numcodecs, which read exactly their bytes. LZF, LZ4 and
 * bitshuffle frame their bytes in ways of their own, szip, N-bit, scale-offset and Blosc2 have no
 * counterpart: arrays with these cannot be read by references.
 */
final class NumCodecs {
  private NumCodecs() {}

  /**
   * The codecs of a pipeline, in the order in which the writer applied them.
   *
   * @param filters as column {@code filters} of table {@code chunks} has them
   * @param mask filters that every chunk leaves out
   * @param unknown gets the name of a filter that has no codec
   */
  static ArrayNode of(JsonNode filters, long mask, java.util.function.Consumer<String> unknown) {
    ArrayNode codecs = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < filters.size(); i++) {
      if ((mask >>> i & 1) == 0) {
        Optional<ObjectNode> codec = codec(filters.get(i));
        codec.ifPresent(codecs::add);
        if (codec.isEmpty()) {
          unknown.accept(filters.get(i).path("name").asText());
        }
      }
    }
    return codecs;
  }

  private static Optional<ObjectNode> codec(JsonNode filter) {
    JsonNode values = filter.path("values");
    ObjectNode codec = JsonNodeFactory.instance.objectNode();
    return switch (filter.path("id").asInt()) {
      case 1 -> Optional.of(codec.put("id", "zlib").put("level", values.path(0).asInt(1)));
      case 2 ->
          values.isEmpty()
              ? Optional.empty()
              : Optional.of(codec.put("id", "shuffle").put("elementsize", values.get(0).asInt()));
      case 3 -> Optional.of(codec.put("id", "fletcher32"));
      case 307 -> Optional.of(codec.put("id", "bz2").put("level", 9));
      case 32001 ->
          Optional.of(
              codec
                  .put("id", "blosc")
                  .put("cname", "lz4")
                  .put("clevel", 5)
                  .put("shuffle", 1)
                  .put("blocksize", 0));
      case 32015 -> Optional.of(codec.put("id", "zstd").put("level", 3));
      default -> Optional.empty();
    };
  }
}
