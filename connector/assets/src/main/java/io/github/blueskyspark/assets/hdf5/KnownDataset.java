package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.CachedChunks;
import io.github.blueskyspark.assets.ChunkPeers;
import io.github.blueskyspark.assets.ChunkedElements;
import io.github.blueskyspark.assets.Elements;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.RegionCheck;
import io.github.blueskyspark.assets.hdf5.chunks.KnownChunks;
import io.github.blueskyspark.assets.hdf5.filters.FilterPipeline;
import io.github.blueskyspark.assets.hdf5.format.FileBytes;
import io.github.blueskyspark.assets.hdf5.format.FilterSpec;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetRequest;
import io.github.blueskyspark.spi.KnownArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** A dataset whose chunks are known: none of the file's metadata is read. */
final class KnownDataset implements ArrayAsset {
  private final FileBytes file;
  private final ArrayInfo info;
  private final Location where;
  private final Elements elements;

  private KnownDataset(FileBytes file, ArrayInfo info, Location where, Elements elements) {
    this.file = file;
    this.info = info;
    this.where = where;
    this.elements = elements;
  }

  /** Opens it; empty where what is known does not say all. */
  static Optional<ArrayAsset> open(KnownArray known, AssetRequest request, AssetFiles files)
      throws IOException {
    ArrayInfo info = known.info();
    long[] shape = longs(info.shape());
    long[] chunk = longs(info.chunkShape());
    long bytes = bytes(chunk, info.dtype().itemSize());
    boolean isWhole =
        chunk.length == shape.length
            && shape.length > 0
            && bytes > 0
            && info.dtype().kind() != DType.Kind.OBJECT
            && known.chunks().stream().allMatch(c -> c.at().size() == shape.length);
    if (!isWhole) {
      return Optional.empty();
    }
    Location where = request.where().asset(request.uri()).inside(info.path());
    FileBytes file = new FileBytes(files.open(request.uri()), where, files.metrics());
    ChunkPeers peers = ChunkPeers.of(files, request.uri() + "#" + info.path());
    try {
      Elements elements =
          Guarded.run(where, "open known chunks", () -> elements(known, chunk, bytes, file, peers));
      return Optional.of(new KnownDataset(file, info, where, elements));
    } catch (AssetException e) {
      file.close();
      throw e;
    }
  }

  private static Elements elements(
      KnownArray known, long[] chunk, long bytes, FileBytes file, ChunkPeers peers) {
    long[] shape = longs(known.info().shape());
    long[] counts = new long[shape.length];
    for (int a = 0; a < counts.length; a++) {
      counts[a] = shape[a] / chunk[a] + (shape[a] % chunk[a] == 0 ? 0 : 1);
    }
    int size = known.info().dtype().itemSize();
    List<FilterSpec> specs =
        known.filters().stream().map(s -> new FilterSpec(s.id(), s.values())).toList();
    Location where = file.where();
    DecodedChunks stored =
        new DecodedChunks(
            file,
            where,
            new KnownChunks(counts, known.chunks()),
            FilterPipeline.of(specs, size, bytes, where),
            new DecodedChunks.ChunkShape(shape, chunk, (int) bytes, false));
    return new ChunkedElements(
        new CachedChunks(stored, chunk, peers),
        shape,
        chunk,
        size,
        Base64.getDecoder().decode(known.fill()),
        new OutputBuffer(where),
        file.metrics());
  }

  /** Bytes of a chunk; 0 where that is no length of an array. */
  private static long bytes(long[] chunk, int size) {
    long bytes = size;
    for (long n : chunk) {
      if (n <= 0 || bytes > Integer.MAX_VALUE / n) {
        return 0;
      }
      bytes *= n;
    }
    return bytes;
  }

  private static long[] longs(List<Long> list) {
    return list.stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public ArrayInfo info() {
    return info;
  }

  @Override
  public ByteBuffer read(Region region) throws IOException {
    RegionCheck.inside(region, info.shape(), where);
    return Guarded.run(
        where, "read frames " + region, () -> elements.read(region).order(info.dtype().order()));
  }

  @Override
  public List<Object> values(Region region) {
    throw new IllegalStateException("known arrays have elements of fixed bytes; please report");
  }

  @Override
  public void close() throws IOException {
    try {
      elements.close();
    } finally {
      file.close();
    }
  }
}
