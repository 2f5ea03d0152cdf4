package io.github.blueskyspark.assets.jpeg;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.assets.JpegImage;
import io.github.blueskyspark.assets.LinearElements;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.RegionCheck;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.ReadMetrics;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One picture, decoded when its first pixel is read. */
final class JpegArray implements ArrayAsset {
  private final JpegImage image;
  private final Location where;
  private final ReadMetrics metrics;
  private final ArrayInfo info;
  private final LinearElements elements;
  private Optional<ByteBuffer> pixels = Optional.empty();

  JpegArray(JpegImage image, long stored, Location where, ReadMetrics metrics) {
    this.image = image;
    this.where = where;
    this.metrics = metrics;
    List<Long> shape = new ArrayList<>(List.of((long) image.height(), (long) image.width()));
    if (image.samples() > 1) {
      shape.add((long) image.samples());
    }
    this.info =
        new ArrayInfo(
            "",
            DType.of(DType.Kind.UNSIGNED, 1, ByteOrder.LITTLE_ENDIAN),
            shape,
            shape,
            List.of("jpeg"),
            stored,
            JsonNodeFactory.instance.objectNode());
    this.elements =
        new LinearElements(
            (offset, length) -> pixels().slice((int) offset, (int) length),
            shape.stream().mapToLong(Long::longValue).toArray(),
            1,
            stored,
            new OutputBuffer(where));
  }

  private ByteBuffer pixels() throws IOException {
    if (pixels.isEmpty()) {
      long start = System.nanoTime();
      pixels = Optional.of(ByteBuffer.wrap(image.decode()));
      metrics.add(Counter.CHUNKS_DECODED, 1);
      metrics.add(Counter.DECODE_TIME, System.nanoTime() - start);
    }
    return pixels.get();
  }

  @Override
  public ArrayInfo info() {
    return info;
  }

  @Override
  public ByteBuffer read(Region region) throws IOException {
    RegionCheck.inside(region, info.shape(), where);
    return Guarded.run(where, "read pixels " + region, () -> elements.read(region));
  }

  @Override
  public List<Object> values(Region region) {
    throw new AssetException(
        where, "read values " + region, "pixels have fixed bytes", "Please report this");
  }

  @Override
  public void close() {
    pixels = Optional.empty();
  }
}
