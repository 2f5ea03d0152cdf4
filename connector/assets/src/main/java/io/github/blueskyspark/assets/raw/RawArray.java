package io.github.blueskyspark.assets.raw;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.assets.LinearElements;
import io.github.blueskyspark.assets.RegionCheck;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** One open file of plain bytes. */
record RawArray(ArrayInfo info, LinearElements elements, Location where) implements ArrayAsset {
  @Override
  public ByteBuffer read(Region region) throws IOException {
    RegionCheck.inside(region, info.shape(), where);
    return Guarded.run(
        where, "read bytes " + region, () -> elements.read(region).order(info.dtype().order()));
  }

  @Override
  public List<Object> values(Region region) {
    throw new AssetException(
        where, "read values", "its elements are " + info.dtype(), "Read them as an array");
  }

  @Override
  public void close() throws IOException {
    elements.close();
  }
}
