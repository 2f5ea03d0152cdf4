package io.github.blueskyspark.assets.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.assets.CachedChunks;
import io.github.blueskyspark.assets.ChunkPeers;
import io.github.blueskyspark.assets.ChunkedElements;
import io.github.blueskyspark.assets.Chunks;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads Zarr stores of version 2 and 3 in directories.
 *
 * <p>The URI names an array, or a group of which the parameter {@code dataset} (older: {@code
 * path}, {@code key}) names a member. Chunks that were never written hold the fill value.
 */
public final class ZarrReader implements AssetReader {
  private static final List<String> MEMBER_KEYS = List.of("dataset", "path", "key");

  @Override
  public Set<String> mimetypes() {
    return Set.of("application/x-zarr");
  }

  @Override
  public Set<String> suffixes() {
    return Set.of(".zarr");
  }

  @Override
  public ArrayAsset open(AssetRequest request, AssetFiles files) throws IOException {
    Location where = request.where().asset(request.uri());
    ArrayPlace store = store(request.uri(), where, files);
    String member = member(request.parameters());
    ArrayPlace place = member.isEmpty() ? store : store.member(member);
    return Guarded.run(
        place.where(), "open Zarr array", () -> open(place, member, header(place, member)));
  }

  private static ArrayPlace store(String uri, Location where, AssetFiles files) {
    String clean = uri;
    while (clean.endsWith("/")) {
      clean = clean.substring(0, clean.length() - 1);
    }
    return new ArrayPlace(clean, files, where);
  }

  private static String member(ObjectNode parameters) {
    for (String key : MEMBER_KEYS) {
      JsonNode value = parameters.path(key);
      if (value.isTextual() && !value.asText().isBlank()) {
        return value.asText().replaceAll("^/+|/+$", "");
      }
    }
    return "";
  }

  private static ArrayHeader header(ArrayPlace place, String member) throws IOException {
    Optional<ZarrNode> node = ZarrNode.of(place);
    if (node.isEmpty()) {
      throw new AssetException(
              place.where(),
              "open Zarr array",
              "there is neither 'zarr.json' nor '.zarray' in it",
              "Bring the directory back, or say in option rootMap where it is now")
          .as(AssetStatus.MISSING);
    }
    if (node.get().array().isEmpty()) {
      throw new AssetException(
          place.where(),
          "open Zarr array",
          "it is a group"
              + (member.isEmpty() ? "" : ", '" + member + "'")
              + (node.get().members().isEmpty() ? "" : " of " + node.get().members()),
          "Name an array in the parameter 'dataset' of the stream resource");
    }
    return node.get().array().get();
  }

  static ArrayInfo info(ArrayHeader header, String path, long storedBytes) {
    return new ArrayInfo(
        path,
        header.dtype(),
        ArrayHeader.longs(header.shape()),
        ArrayHeader.longs(header.decodedChunk()),
        header.filters(),
        storedBytes,
        header.attributes());
  }

  private static ArrayAsset open(ArrayPlace place, String member, ArrayHeader header)
      throws IOException {
    ArrayInfo info = info(header, member, -1);
    try {
      if (header.isText()) {
        return new TextArray(place, header, info, CodecChain.compressors(header.codecs()));
      }
      CodecChain codecs = CodecChain.of(header, place.where());
      Chunks stored =
          header.shards().isPresent()
              ? new ShardedChunks(place, header, header.shards().get(), codecs)
              : new RegularChunks(place, header, codecs);
      boolean isScalar = header.shape().length == 0;
      long[] one = {1};
      long[] chunk = isScalar ? one : header.decodedChunk();
      ChunkedElements elements =
          new ChunkedElements(
              new CachedChunks(
                  isScalar ? new ScalarChunk(stored) : stored,
                  chunk,
                  ChunkPeers.of(place.files(), place.uri())),
              isScalar ? one : header.shape(),
              chunk,
              header.dtype().itemSize(),
              header.fill(),
              new OutputBuffer(place.where()),
              place.files().metrics());
      return new ZarrArray(place, header, info, elements);
    } catch (BadMetadata e) {
      throw new AssetException(
              place.where(),
              "open Zarr array",
              e.getMessage(),
              "Rewrite the array with other codecs, or read other arrays")
          .because(e);
    }
  }

  @Override
  public List<ArrayInfo> list(String uri, Location where, AssetFiles files) throws IOException {
    Location place = where.toString().contains(uri) ? where : where.asset(uri);
    return Guarded.run(
        place, "list Zarr store", () -> new ZarrListing(store(uri, place, files)).list());
  }

  @Override
  public ObjectNode attributes(String uri, Location where, AssetFiles files) throws IOException {
    Location place = where.toString().contains(uri) ? where : where.asset(uri);
    return Guarded.run(
        place,
        "read attributes of Zarr store",
        () ->
            ZarrNode.of(store(uri, place, files))
                .map(ZarrNode::attributes)
                .orElseThrow(() -> store(uri, place, files).damaged("", "it is no Zarr store")));
  }
}
