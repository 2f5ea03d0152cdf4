package io.github.blueskyspark.assets.hdf5;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.assets.Elements;
import io.github.blueskyspark.assets.FilledElements;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.hdf5.format.DatasetHeader;
import io.github.blueskyspark.assets.hdf5.format.FilterSpec;
import io.github.blueskyspark.assets.hdf5.format.Layout;
import io.github.blueskyspark.assets.hdf5.format.ObjectHeader;
import io.github.blueskyspark.assets.hdf5.format.VirtualMapping;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A dataset as its header describes it.
 *
 * @param shape axes of the dataset, then those of an array type; one axis of 0 for a null dataspace
 * @param mappings of a virtual dataset
 * @param nesting of the virtual datasets that lead here
 */
record Hdf5Dataset(
    Hdf5File file,
    ObjectHeader object,
    DatasetHeader header,
    ElementType type,
    long[] shape,
    List<VirtualMapping> mappings,
    Nesting nesting,
    Location where) {

  /**
   * Parses the header of a dataset.
   *
   * @throws AssetException when the object is no dataset, or its type has no numpy counterpart
   */
  static Hdf5Dataset of(
      Hdf5File file, ObjectHeader object, String path, AssetFiles files, Nesting nesting)
      throws IOException {
    Location where = file.where().inside(path);
    if (!object.isDataset()) {
      throw new AssetException(
          where,
          "read HDF5 dataset",
          "it is a group",
          "Name a dataset in the parameter 'dataset' of the stream resource");
    }
    DatasetHeader header = DatasetHeader.of(file.bytes(), object);
    ElementType type;
    try {
      type = ElementType.of(header.type());
    } catch (ElementType.Unsupported e) {
      throw new AssetException(
              where,
              "read HDF5 dataset",
              e.getMessage() + " has no counterpart in numpy",
              "Read another dataset of this file")
          .because(e);
    }
    long[] dims = header.space().isNull() ? new long[1] : header.space().dims();
    Optional<Layout.Virtual> virtual =
        header.layout().fold(c -> none(), c -> none(), c -> none(), Optional::of);
    List<VirtualMapping> mappings = List.of();
    if (virtual.isPresent()) {
      mappings = VirtualMapping.read(file.heap(), virtual.get());
      try (VirtualSources sources = new VirtualSources(file, files, type, where, nesting)) {
        dims = new VirtualExtent(sources).shape(dims, mappings);
      }
    }
    List<Long> shape = Arrays.stream(dims).boxed().collect(Collectors.toList());
    type.axes().forEach(a -> shape.add((long) a));
    long[] axes = shape.stream().mapToLong(Long::longValue).toArray();
    return new Hdf5Dataset(file, object, header, type, axes, mappings, nesting, where);
  }

  private static Optional<Layout.Virtual> none() {
    return Optional.empty();
  }

  /** Its elements; only metadata is read. */
  Elements elements(AssetFiles files) throws IOException {
    if (header.space().isNull()) {
      return new FilledElements(new byte[0], type.stored().size(), new OutputBuffer(where));
    }
    return new DatasetElements(this, files).open();
  }

  /** What it is, for users, with its attributes. */
  ArrayInfo info(String path, long storedBytes) throws IOException {
    return info(path, storedBytes, AttributesJson.of(file, object));
  }

  /** The same without attributes, of which there may be many. */
  ArrayInfo info(String path) {
    return info(path, -1, JsonNodeFactory.instance.objectNode());
  }

  private ArrayInfo info(String path, long storedBytes, ObjectNode attributes) {
    List<Long> chunk =
        header
            .layout()
            .fold(c -> List.of(), c -> List.of(), c -> longs(c.dims()), v -> List.<Long>of());
    List<Long> chunkShape = new ArrayList<>(chunk);
    if (!chunk.isEmpty()) {
      type.axes().forEach(a -> chunkShape.add((long) a));
    }
    List<String> filters =
        header.filters().stream().map(FilterSpec::name).collect(Collectors.toList());
    return new ArrayInfo(
        path, type.dtype(), longs(shape), chunkShape, filters, storedBytes, attributes);
  }

  private static List<Long> longs(long[] values) {
    return Arrays.stream(values).boxed().collect(Collectors.toList());
  }
}
