package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.Elements;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.assets.RegionCheck;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** One open array of numbers, or of anything else that has fixed bytes. */
final class ZarrArray implements ArrayAsset {
  private final ArrayInfo info;
  private final ArrayPlace place;
  private final ArrayHeader header;
  private final Elements elements;
  private final Location where;
  private final long[] shape;

  ZarrArray(ArrayPlace place, ArrayHeader header, ArrayInfo info, Elements elements) {
    this.place = place;
    this.header = header;
    this.info = info;
    this.elements = elements;
    this.where = place.where();
    this.shape = info.shape().stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public ArrayInfo info() {
    return info;
  }

  @Override
  public ByteBuffer read(Region region) throws IOException {
    RegionCheck.inside(region, info.shape(), where);
    // An array without axes has one chunk of one element.
    Region known = shape.length == 0 ? Region.all(new long[] {1}) : region;
    return Guarded.run(
        where, "read Zarr array " + region, () -> elements.read(known).order(info.dtype().order()));
  }

  @Override
  public List<Object> values(Region region) {
    throw new AssetException(
        where, "read values", "its elements are " + info.dtype(), "Read them as an array");
  }

  @Override
  public void audit() throws IOException {
    ChunkFiles.audit(place, header);
  }

  @Override
  public void close() throws IOException {
    elements.close();
  }
}
