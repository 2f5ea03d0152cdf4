package io.github.blueskyspark.assets.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DTypes;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the metadata of an array of version 2 ({@code .zarray}). */
final class HeaderTwo {
  private static final String TEXT = "vlen-utf8";

  private final ObjectNode json;

  private HeaderTwo(ObjectNode json) {
    this.json = json;
  }

  static ArrayHeader of(ObjectNode json, ObjectNode attributes) throws BadMetadata {
    return new HeaderTwo(json).header(attributes);
  }

  private ArrayHeader header(ObjectNode attributes) throws BadMetadata {
    if (json.path("zarr_format").asInt() != 2) {
      throw new BadMetadata("zarr_format is " + json.path("zarr_format"));
    }
    List<CodecSpec> codecs = new ArrayList<>();
    long[] chunk = HeaderThree.axes(json, "chunks");
    if (order().equals("F")) {
      ObjectNode settings = JsonNodeFactory.instance.objectNode();
      settings.put("order", "F");
      codecs.add(new CodecSpec("transpose", settings));
    }
    boolean isText = false;
    if (json.path("filters").isArray()) {
      for (JsonNode filter : json.get("filters")) {
        CodecSpec spec = CodecSpec.two(filter);
        isText |= spec.name().equals(TEXT);
        if (!spec.name().equals(TEXT)) {
          codecs.add(spec);
        }
      }
    }
    if (json.path("compressor").isObject()) {
      codecs.add(CodecSpec.two(json.get("compressor")));
    }
    DType dtype = dtype(isText);
    String separator = json.path("dimension_separator").asText(".");
    if (!separator.equals(".") && !separator.equals("/")) {
      throw new BadMetadata("dimension_separator is '" + separator + "'");
    }
    return new ArrayHeader(
            dtype,
            HeaderThree.axes(json, "shape"),
            chunk,
            FillValue.of(json.path("fill_value"), dtype),
            new ChunkKeys("", separator),
            codecs,
            Optional.empty(),
            attributes)
        .checked();
  }

  private String order() throws BadMetadata {
    String order = json.path("order").asText("C");
    if (!order.equals("C") && !order.equals("F")) {
      throw new BadMetadata("order is '" + order + "'");
    }
    return order;
  }

  private DType dtype(boolean isText) throws BadMetadata {
    JsonNode said = json.path("dtype");
    String text = said.asText("");
    if (text.equals("|O") && isText) {
      return DType.object();
    }
    if (text.matches("[<>][mM]8(\\[[^]]*])?")) {
      // Times are their numbers: numpy's epoch and unit are not Spark's.
      return DType.of(
          DType.Kind.SIGNED,
          8,
          text.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    }
    Optional<DType> dtype;
    try {
      dtype = DTypes.parse(said);
    } catch (ArithmeticException | IllegalArgumentException e) {
      dtype = Optional.empty();
    }
    return dtype
        .filter(d -> d.itemSize() > 0)
        .orElseThrow(() -> new BadMetadata("dtype " + said + " is not read"));
  }
}
