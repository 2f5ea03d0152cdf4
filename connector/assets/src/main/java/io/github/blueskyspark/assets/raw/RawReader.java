package io.github.blueskyspark.assets.raw;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.DType.Kind;
import io.github.blueskyspark.assets.FileSource;
import io.github.blueskyspark.assets.LinearElements;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.AssetReader;
import io.github.blueskyspark.spi.AssetRequest;
import io.github.blueskyspark.spi.RandomAccess;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads files without a header.
 *
 * <p>Where the descriptor gives a dtype and a shape, and the file is a whole number of such rows,
 * it is that array; else it is one row of {@code |u1}, as long as the file.
 */
public final class RawReader implements AssetReader {
  @Override
  public Set<String> mimetypes() {
    return Set.of("application/octet-stream");
  }

  @Override
  public Set<String> suffixes() {
    return Set.of();
  }

  @Override
  public ArrayAsset open(AssetRequest request, AssetFiles files) throws IOException {
    Location where = request.where().asset(request.uri());
    RandomAccess file = files.open(request.uri());
    ArrayInfo info = info(request.dtype(), request.shape(), file.size());
    long[] shape = info.shape().stream().mapToLong(Long::longValue).toArray();
    OutputBuffer output = new OutputBuffer(where);
    LinearElements elements =
        new LinearElements(
            new FileSource(file, 0, where, files.metrics()),
            shape,
            info.dtype().itemSize(),
            file.size(),
            output);
    return new RawArray(info, elements, where);
  }

  private static ArrayInfo info(Optional<DType> dtype, List<Long> shape, long size) {
    Optional<DType> known = dtype.filter(d -> d.itemSize() > 0);
    long row = known.isPresent() ? rowBytes(known.get().itemSize(), shape) : 0;
    boolean isDeclared = row > 0 && size % row == 0;
    List<Long> axes = new ArrayList<>();
    axes.add(isDeclared ? size / row : 1);
    if (isDeclared) {
      axes.addAll(shape);
    } else {
      axes.add(size);
    }
    return new ArrayInfo(
        "",
        isDeclared ? known.get() : DType.of(Kind.UNSIGNED, 1, ByteOrder.LITTLE_ENDIAN),
        axes,
        List.of(),
        List.of(),
        size,
        JsonNodeFactory.instance.objectNode());
  }

  /** Bytes of a row; 0 where the shape does not say. */
  private static long rowBytes(int itemSize, List<Long> shape) {
    long bytes = itemSize;
    for (long n : shape) {
      if (n <= 0 || bytes > Long.MAX_VALUE / n) {
        return 0;
      }
      bytes *= n;
    }
    return bytes;
  }

  @Override
  public List<ArrayInfo> list(String uri, Location where, AssetFiles files) throws IOException {
    try (RandomAccess file = files.open(uri)) {
      return List.of(info(Optional.empty(), List.of(), file.size()));
    }
  }
}
