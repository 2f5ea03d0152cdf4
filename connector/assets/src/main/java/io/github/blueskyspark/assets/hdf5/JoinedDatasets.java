package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.RegionCheck;
import io.github.blueskyspark.assets.hdf5.format.Group;
import io.github.blueskyspark.assets.hdf5.format.Link;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayAsset;
import io.github.blueskyspark.spi.ArrayInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The numbered datasets of a group as one array: an Eiger master links its files as {@code
 * entry/data/data_000001} and so on, each with the next frames (area_detector_handlers:
 * EigerHandler). One owner closes it; not thread safe.
 */
final class JoinedDatasets implements ArrayAsset {
  private static final Pattern NUMBERED = Pattern.compile("data_\\d+");

  private final Location where;
  private final OpenFiles files;
  private final List<ArrayAsset> parts;
  private final ArrayInfo info;
  private final OutputBuffer output;

  private JoinedDatasets(Location where, OpenFiles files, List<ArrayAsset> parts, ArrayInfo info) {
    this.where = where;
    this.files = files;
    this.parts = parts;
    this.info = info;
    this.output = new OutputBuffer(where);
  }

  /** Opens one of the datasets. */
  interface Opener {
    ArrayAsset open(String path) throws IOException;
  }

  /** Names of the numbered datasets of a group, in their order; empty when it has none. */
  static List<String> names(ObjectPath.Found group) throws IOException {
    return new Group(group.header())
        .links().stream()
            .map(Link::name)
            .filter(n -> NUMBERED.matcher(n).matches())
            .sorted()
            .toList();
  }

  /**
   * Joins datasets along their first axis.
   *
   * @param path of their group
   * @throws AssetException when one is missing, or they are not alike
   */
  static JoinedDatasets of(
      Location where, OpenFiles files, String path, List<String> names, Opener opener)
      throws IOException {
    List<ArrayAsset> parts = new ArrayList<>();
    long frames = 0;
    for (String name : names) {
      ArrayAsset part = opener.open(path + "/" + name);
      ArrayInfo first = parts.isEmpty() ? part.info() : parts.get(0).info();
      if (!isLike(first, part.info())) {
        throw new AssetException(
            where,
            "join its datasets",
            "'"
                + names.get(0)
                + "' holds "
                + first.dtype()
                + first.shape()
                + ", '"
                + name
                + "' "
                + part.info().dtype()
                + part.info().shape(),
            "Name one of them in the parameter 'dataset' of the stream resource");
      }
      parts.add(part);
      frames = Math.addExact(frames, part.info().shape().get(0));
    }
    ArrayInfo first = parts.get(0).info();
    List<Long> shape = new ArrayList<>(first.shape());
    shape.set(0, frames);
    ArrayInfo whole =
        new ArrayInfo(
            path,
            first.dtype(),
            shape,
            first.chunkShape(),
            first.filters(),
            -1,
            first.attributes());
    return new JoinedDatasets(where, files, parts, whole);
  }

  private static boolean isLike(ArrayInfo a, ArrayInfo b) {
    return !b.shape().isEmpty()
        && a.shape().size() == b.shape().size()
        && a.shape().subList(1, a.shape().size()).equals(b.shape().subList(1, b.shape().size()))
        && a.dtype().equals(b.dtype());
  }

  @Override
  public void audit() throws IOException {
    for (ArrayAsset part : parts) {
      part.audit();
    }
  }

  @Override
  public ArrayInfo info() {
    return info;
  }

  /** What to do with the elements of one dataset. */
  private interface Visitor {
    void part(ArrayAsset part, Region inside) throws IOException;
  }

  private void visit(Region region, Visitor visitor) throws IOException {
    long begin = 0;
    long done = 0;
    for (ArrayAsset part : parts) {
      long end = begin + part.info().shape().get(0);
      long step = region.step(0);
      long at = region.start(0) + done * step;
      long count = at >= end ? 0 : Math.min(region.count(0) - done, (end - at + step - 1) / step);
      if (count > 0) {
        visitor.part(part, inside(region, at - begin, count));
        done += count;
      }
      begin = end;
    }
  }

  private static Region inside(Region region, long start, long count) {
    int rank = region.rank();
    long[] starts = new long[rank];
    long[] counts = new long[rank];
    long[] steps = new long[rank];
    for (int a = 0; a < rank; a++) {
      starts[a] = a == 0 ? start : region.start(a);
      counts[a] = a == 0 ? count : region.count(a);
      steps[a] = region.step(a);
    }
    return Region.stepped(starts, counts, steps);
  }

  @Override
  public ByteBuffer read(Region region) throws IOException {
    RegionCheck.inside(region, info.shape(), where);
    List<ByteBuffer> single = new ArrayList<>(1);
    ByteBuffer[] target = new ByteBuffer[1];
    visit(
        region,
        (part, inside) -> {
          ByteBuffer bytes = part.read(inside);
          if (inside.count(0) == region.count(0)) {
            single.add(bytes);
            return;
          }
          if (target[0] == null) {
            target[0] = output.of(Math.multiplyExact(region.size(), info.dtype().itemSize()));
          }
          target[0].put(bytes);
        });
    if (!single.isEmpty()) {
      return single.get(0);
    }
    ByteBuffer all = target[0] == null ? output.of(0) : target[0].flip();
    return all.order(info.dtype().order());
  }

  @Override
  public List<Object> values(Region region) throws IOException {
    RegionCheck.inside(region, info.shape(), where);
    List<Object> all = new ArrayList<>();
    visit(region, (part, inside) -> all.addAll(part.values(inside)));
    return all;
  }

  @Override
  public void close() throws IOException {
    try (files) {
      for (ArrayAsset part : parts) {
        part.close();
      }
    }
  }
}
