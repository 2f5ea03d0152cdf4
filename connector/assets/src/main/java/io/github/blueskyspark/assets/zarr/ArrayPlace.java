package io.github.blueskyspark.assets.zarr;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.Memory;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The directory of one node of a store, and the files in it.
 *
 * @param uri of the directory, without a slash at its end
 * @param where it is, for messages
 */
record ArrayPlace(String uri, AssetFiles files, Location where) {
  /** Metadata of a large consolidated store take some megabytes. */
  private static final int MOST_METADATA = 64 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(256)
                          .maxStringLength(16 << 20)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  /** A node below this one. */
  ArrayPlace member(String path) {
    return new ArrayPlace(uri + "/" + encoded(path), files, where.inside(path));
  }

  /** Percent signs and what ends a path are part of a name. */
  private static String encoded(String path) {
    return path.replace("%", "%25").replace("#", "%23").replace("?", "%3F").replace(" ", "%20");
  }

  /** A metadata file; empty when there is none. */
  Optional<ObjectNode> json(String name) throws IOException {
    if (files.stat(uri + "/" + name).isEmpty()) {
      return Optional.empty();
    }
    byte[] text;
    try (RandomAccess file = files.open(uri + "/" + name)) {
      if (file.size() > MOST_METADATA) {
        throw damaged(name, "it has " + file.size() + " bytes, at most " + MOST_METADATA);
      }
      text = Memory.array(file.size(), where, "metadata");
      file.read(0, ByteBuffer.wrap(text));
      files.metrics().add(Counter.BYTES_READ, text.length);
    }
    try {
      JsonNode tree = JSON.readTree(text);
      if (tree instanceof ObjectNode object) {
        return Optional.of(object);
      }
      throw damaged(name, "it holds no JSON object");
    } catch (JsonProcessingException e) {
      throw damaged(name, "it is no JSON: " + e.getOriginalMessage()).because(e);
    } catch (CharConversionException e) {
      // zeros between its letters look like UTF-16 or UTF-32
      throw damaged(name, "it is no JSON: " + e.getMessage()).because(e);
    }
  }

  /** An empty object where there is no such file. */
  ObjectNode jsonOrEmpty(String name) throws IOException {
    return json(name).orElseGet(JsonNodeFactory.instance::objectNode);
  }

  /** Opens the file of a chunk; empty when it was never written. */
  Optional<RandomAccess> chunk(String key) throws IOException {
    try {
      return Optional.of(files.open(uri + "/" + key));
    } catch (AssetException e) {
      if (e.status() == AssetStatus.MISSING) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Reads a piece of a file. */
  void read(RandomAccess file, long position, long length, Block into) throws IOException {
    byte[] target = into.resize(length);
    file.read(position, ByteBuffer.wrap(target, 0, (int) length));
    files.metrics().add(Counter.BYTES_READ, length);
  }

  AssetException damaged(String name, String found) {
    return new AssetException(
        where.inside(name),
        "read Zarr array",
        found,
        "Copy the store again from where it was written, or leave it out");
  }
}
