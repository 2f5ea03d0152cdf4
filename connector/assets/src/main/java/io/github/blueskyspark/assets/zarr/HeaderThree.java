package io.github.blueskyspark.assets.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.assets.zarr.ArrayHeader.Shards;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the metadata of an array of version 3 ({@code zarr.json}). */
final class HeaderThree {
  private static final Set<String> KNOWN =
      Set.of(
          "zarr_format",
          "node_type",
          "shape",
          "data_type",
          "chunk_grid",
          "chunk_key_encoding",
          "fill_value",
          "codecs",
          "attributes",
          "storage_transformers",
          "dimension_names",
          "consolidated_metadata");
  private static final Set<String> FROM_ARRAYS =
      Set.of("transpose", "delta", "fixedscaleoffset", "quantize", "bitround", "astype");

  /** Makes bytes of elements, and packs them. */
  private static final String ZFPY = "zfpy";

  /** Codecs of a chunk: those around the one that makes bytes, and its byte order. */
  private record Chain(List<CodecSpec> codecs, CodecSpec bytes, ByteOrder order) {}

  private final ObjectNode json;

  private HeaderThree(ObjectNode json) {
    this.json = json;
  }

  static ArrayHeader of(ObjectNode json) throws BadMetadata {
    return new HeaderThree(json).header();
  }

  private ArrayHeader header() throws BadMetadata {
    checkKeys();
    long[] chunk = axes(named("chunk_grid", "regular"), "chunk_shape");
    Chain chain = chain(json.path("codecs"));
    Optional<Shards> shards = Optional.empty();
    if (chain.bytes.name().equals("sharding_indexed")) {
      if (!chain.codecs.isEmpty()) {
        throw new BadMetadata("codec " + chain.codecs.get(0).name() + " is used on whole shards");
      }
      ObjectNode settings = chain.bytes.settings();
      shards = Optional.of(shards(settings));
      chain = chain(settings.path("codecs"));
    }
    DType dtype = DataTypes.of(json.path("data_type"), chain.order);
    if ((dtype.kind() == DType.Kind.OBJECT) != chain.bytes.name().equals("vlen-utf8")
        || (shards.isPresent() && !Set.of("bytes", ZFPY).contains(chain.bytes.name()))) {
      throw new BadMetadata(
          "codec " + chain.bytes.name() + " is used for data_type " + json.path("data_type"));
    }
    JsonNode attributes = json.path("attributes");
    return new ArrayHeader(
            dtype,
            axes(json, "shape"),
            chunk,
            FillValue.of(json.path("fill_value"), dtype),
            keys(),
            chain.codecs,
            shards,
            attributes instanceof ObjectNode o ? o : JsonNodeFactory.instance.objectNode())
        .checked();
  }

  private void checkKeys() throws BadMetadata {
    if (json.path("zarr_format").asInt() != 3 || !json.path("node_type").asText().equals("array")) {
      throw new BadMetadata(
          "it is no array of version 3 but "
              + json.path("node_type")
              + " of "
              + json.path("zarr_format"));
    }
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      JsonNode optional = json.get(name).path("must_understand");
      if (!KNOWN.contains(name) && (!optional.isBoolean() || optional.asBoolean())) {
        throw new BadMetadata("it has the unknown key '" + name + "'");
      }
    }
    if (!json.path("storage_transformers").isEmpty()) {
      throw new BadMetadata("it has storage_transformers");
    }
  }

  private ObjectNode named(String key, String name) throws BadMetadata {
    JsonNode found = json.path(key);
    if (!found.path("name").asText().equals(name)
        || !(found.path("configuration") instanceof ObjectNode settings)) {
      throw new BadMetadata(key + " is " + found + ", not '" + name + "'");
    }
    return settings;
  }

  private ChunkKeys keys() throws BadMetadata {
    JsonNode said = json.path("chunk_key_encoding");
    String name = said.isTextual() ? said.asText() : said.path("name").asText();
    boolean isDefault = name.equals("default");
    if (!isDefault && !name.equals("v2")) {
      throw new BadMetadata("chunk_key_encoding is " + said);
    }
    String separator = said.path("configuration").path("separator").asText(isDefault ? "/" : ".");
    if (!separator.equals("/") && !separator.equals(".")) {
      throw new BadMetadata("chunk_key_encoding has the separator '" + separator + "'");
    }
    return new ChunkKeys(isDefault ? "c" : "", separator);
  }

  private static Chain chain(JsonNode codecs) throws BadMetadata {
    List<CodecSpec> around = new ArrayList<>();
    Optional<CodecSpec> bytes = Optional.empty();
    for (JsonNode node : codecs) {
      CodecSpec spec = CodecSpec.three(node);
      switch (spec.name()) {
        case "bytes", "endian", "sharding_indexed", "vlen-utf8", ZFPY -> {
          if (bytes.isPresent()) {
            throw new BadMetadata("codecs hold both " + bytes.get().name() + " and " + spec.name());
          }
          bytes = Optional.of(spec);
          if (spec.name().equals(ZFPY)) {
            around.add(spec);
          }
        }
        default -> {
          if (FROM_ARRAYS.contains(spec.name()) && bytes.isPresent()) {
            throw new BadMetadata("codec " + spec.name() + " stands behind " + bytes.get().name());
          }
          around.add(spec);
        }
      }
    }
    CodecSpec made = bytes.orElseThrow(() -> new BadMetadata("no codec makes bytes of elements"));
    boolean isBig = made.settings().path("endian").asText("little").equals("big");
    return new Chain(around, made, isBig ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private static Shards shards(ObjectNode settings) throws BadMetadata {
    boolean checked = false;
    boolean big = false;
    for (JsonNode node : settings.path("index_codecs")) {
      CodecSpec spec = CodecSpec.three(node);
      switch (spec.name()) {
        case "bytes" -> big = spec.settings().path("endian").asText("little").equals("big");
        case "crc32c" -> checked = true;
        default -> throw new BadMetadata("the index of shards has codec " + spec.name());
      }
    }
    String place = settings.path("index_location").asText("end");
    if (!place.equals("end") && !place.equals("start")) {
      throw new BadMetadata("index_location is '" + place + "'");
    }
    return new Shards(axes(settings, "chunk_shape"), place.equals("end"), checked, big);
  }

  /** A list of lengths. */
  static long[] axes(ObjectNode from, String key) throws BadMetadata {
    JsonNode said = from.path(key);
    if (!said.isArray()) {
      throw new BadMetadata("'" + key + "' is " + (said.isMissingNode() ? "missing" : said));
    }
    long[] axes = new long[said.size()];
    for (int a = 0; a < axes.length; a++) {
      JsonNode n = said.get(a);
      if (!n.isIntegralNumber() || !n.canConvertToLong() || n.asLong() < 0) {
        throw new BadMetadata("'" + key + "' is " + said);
      }
      axes[a] = n.asLong();
    }
    return axes;
  }
}
