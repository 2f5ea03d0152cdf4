package io.github.blueskyspark.assets.npy;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.AxisOrder;
import io.github.blueskyspark.assets.FileSource;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.assets.LinearElements;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.RegionCheck;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.StoredChunks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The open array of an NPY file. */
final class NpyArray implements ArrayAsset {
  private final NpyHeader header;
  private final Location where;
  private final ArrayInfo info;
  private final LinearElements elements;
  private final OutputBuffer turned;

  NpyArray(RandomAccess file, NpyHeader header, Location where, ReadMetrics metrics) {
    this.header = header;
    this.where = where;
    this.info = NpyReader.info(header);
    this.turned = new OutputBuffer(where);
    long[] shape = header.shape().stream().mapToLong(Long::longValue).toArray();
    this.elements =
        new LinearElements(
            new FileSource(file, header.offset(), where, metrics),
            header.isFortran() ? reversed(shape) : shape,
            header.dtype().itemSize(),
            info.storedBytes(),
            new OutputBuffer(where));
  }

  private static long[] reversed(long[] values) {
    long[] turned = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      turned[i] = values[values.length - 1 - i];
    }
    return turned;
  }

  @Override
  public ArrayInfo info() {
    return info;
  }

  @Override
  public ByteBuffer read(Region region) throws IOException {
    RegionCheck.inside(region, info.shape(), where);
    return Guarded.run(
        where,
        "read elements " + region,
        () -> {
          boolean isTurned = header.isFortran() && region.rank() > 1;
          ByteBuffer bytes =
              isTurned
                  ? AxisOrder.reverse(elements, region, header.dtype().itemSize(), turned)
                  : elements.read(region);
          return bytes.order(header.dtype().order());
        });
  }

  @Override
  public List<Object> values(Region region) {
    throw new AssetException(
        where,
        "read values " + Arrays.toString(region.shape()),
        "elements of " + header.dtype() + " have fixed bytes",
        "Please report this");
  }

  @Override
  public Optional<StoredChunks> stored() {
    if (header.isFortran() && info.shape().size() > 1) {
      return Optional.empty();
    }
    return Optional.of(
        StoredChunks.plain("", info.shape(), header.dtype().itemSize(), header.offset(), ""));
  }

  @Override
  public void close() throws IOException {
    elements.close();
  }
}
