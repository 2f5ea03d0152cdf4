package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.assets.BoxCopy;
import io.github.blueskyspark.assets.LinearElements;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.hdf5.format.DatasetHeader.ExternalSegment;
import io.github.blueskyspark.spi.AssetFiles;
import io.github.blueskyspark.spi.RandomAccess;
import io.github.blueskyspark.spi.ReadMetrics.Counter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The bytes of a dataset that lie in raw files beside the HDF5 file. */
final class ExternalElements implements LinearElements.Source {
  private static final int OPEN = 16;
  private static final int LOOKS = 1000;

  private final AssetFiles files;
  private final String uri;
  private final List<ExternalSegment> segments;
  private final OutputBuffer output;
  private final Map<String, RandomAccess> open = new HashMap<>();

  /**
   * @param uri of the HDF5 file, to which names are relative
   */
  ExternalElements(
      AssetFiles files, String uri, List<ExternalSegment> segments, OutputBuffer output) {
    this.files = files;
    this.uri = uri;
    this.segments = segments;
    this.output = output;
  }

  @Override
  public ByteBuffer bytes(long offset, long length) throws IOException {
    ByteBuffer target = output.of(length);
    BoxCopy.fill(target, new byte[0]);
    long start = 0;
    for (ExternalSegment segment : segments) {
      long from = Math.max(offset, start);
      long to = Math.min(offset + length, saturated(start, segment.size()));
      if (from < to) {
        part(segment, from - start, target, (int) (from - offset), (int) (to - from));
      }
      start = saturated(start, segment.size());
    }
    return target;
  }

  private static long saturated(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  // A raw file that is shorter than declared reads as zeros at its end, as in the HDF5 library.
  private void part(ExternalSegment segment, long at, ByteBuffer target, int into, int length)
      throws IOException {
    RandomAccess file = open.get(segment.name());
    if (file == null) {
      if (open.size() == OPEN) {
        close();
      }
      file = files.open(files.resolve(uri, segment.name()));
      open.put(segment.name(), file);
    }
    long position = Math.addExact(segment.offset(), at);
    int there = (int) Math.max(0, Math.min(length, file.size() - position));
    if (there > 0) {
      file.read(position, target.slice(into, there));
      files.metrics().add(Counter.BYTES_READ, there);
    }
  }

  @Override
  public void audit() throws IOException {
    Set<String> names = new LinkedHashSet<>();
    segments.forEach(s -> names.add(s.name()));
    for (String name : names.stream().limit(LOOKS).toList()) {
      String raw = files.resolve(uri, name);
      if (files.stat(raw).isEmpty()) {
        files.open(raw).close(); // says what is missing
      }
    }
  }

  @Override
  public void close() throws IOException {
    for (RandomAccess file : open.values()) {
      file.close();
    }
    open.clear();
  }
}
