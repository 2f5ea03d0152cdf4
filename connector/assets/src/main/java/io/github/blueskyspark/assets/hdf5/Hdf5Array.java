package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.Elements;
import io.github.blueskyspark.assets.Guarded;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.StoredChunks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One open dataset with the files it needs. */
final class Hdf5Array implements ArrayAsset {
  private final OpenFiles files;
  private final Hdf5Dataset dataset;
  private final Elements elements;
  private final ArrayInfo info;
  private final OutputBuffer converted;

  Hdf5Array(OpenFiles files, Hdf5Dataset dataset, Elements elements, ArrayInfo info) {
    this.files = files;
    this.dataset = dataset;
    this.elements = elements;
    this.info = info;
    this.converted = new OutputBuffer(dataset.where());
  }

  @Override
  public ArrayInfo info() {
    return info;
  }

  @Override
  public ByteBuffer read(Region region) throws IOException {
    check(region);
    return Guarded.run(
        dataset.where(),
        "read frames " + region,
        () -> {
          ByteBuffer stored = elements.read(region);
          NumberConversion conversion = dataset.type().conversion();
          TextPadding padding = dataset.type().padding();
          ByteBuffer bytes = conversion.isNone() ? stored : conversion.convert(stored, converted);
          bytes = padding.isNone() ? bytes : padding.convert(stored, converted);
          return bytes.order(info.dtype().order());
        });
  }

  @Override
  public List<Object> values(Region region) throws IOException {
    check(region);
    return Guarded.run(
        dataset.where(),
        "read values " + region,
        () -> {
          ByteBuffer stored = elements.read(region);
          ValueDecoder decoder = new ValueDecoder(dataset.file().bytes(), dataset.file().heap());
          int count = Math.toIntExact(region.size());
          return decoder.list(stored, count, dataset.type().stored());
        });
  }

  @Override
  public Optional<StoredChunks> stored() throws IOException {
    return Guarded.run(dataset.where(), "look up chunks", () -> StoredParts.of(dataset));
  }

  /**
   * Looks at its files, and at raw files beside them; sources of a virtual dataset may be missing.
   */
  @Override
  public void audit() throws IOException {
    files.requireWhole();
    elements.audit();
  }

  private void check(Region region) {
    long[] shape = dataset.shape();
    boolean inside = region.rank() == shape.length;
    for (int a = 0; inside && a < shape.length; a++) {
      long start = region.start(a);
      long count = region.count(a);
      inside =
          start >= 0
              && count >= 0
              && region.step(a) >= 1
              && start <= shape[a]
              && (count == 0 || count - 1 <= (shape[a] - 1 - start) / region.step(a));
      inside &= count == 0 || start < shape[a];
    }
    if (!inside) {
      throw new AssetException(
          dataset.where(),
          "read region " + region,
          "the dataset has the shape " + Arrays.toString(shape),
          "Wait for the detector to flush, or read with missingFrames=null");
    }
  }

  @Override
  public void close() throws IOException {
    try {
      elements.close();
    } finally {
      files.close();
    }
  }
}
