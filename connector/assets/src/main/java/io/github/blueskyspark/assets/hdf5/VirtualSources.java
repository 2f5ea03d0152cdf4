package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.arrays.DType;
import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.Elements;
import io.github.blueskyspark.assets.OutputBuffer;
import io.github.blueskyspark.assets.hdf5.format.VirtualMapping;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.Location;
import io.github.blueskyspark.spi.AssetFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The datasets behind a virtual one; the last few used stay open. A source that is not there is
 * empty, as in the HDF5 library.
 */
final class VirtualSources implements Closeable {
  private static final int OPEN = 8;

  /** Sources that an audit opens, and of further ones those whose names it looks at. */
  private static final int OPENED = 64;

  private static final int LOOKED_AT = 4096;

  /** An open source. */
  static final class Source implements Closeable {
    private final OpenFiles files;
    private final Hdf5Dataset dataset;
    private final Elements elements;
    private final NumberCast cast;
    private final OutputBuffer converted;

    Source(OpenFiles files, Hdf5Dataset dataset, Elements elements, NumberCast cast) {
      this.files = files;
      this.dataset = dataset;
      this.elements = elements;
      this.cast = cast;
      this.converted = new OutputBuffer(dataset.where());
    }

    long[] shape() {
      return dataset.shape();
    }

    /** Elements of a region in the type of the virtual dataset. */
    ByteBuffer read(Region region) throws IOException {
      ByteBuffer bytes = elements.read(region);
      return cast.isNone() ? bytes : cast.convert(bytes, converted);
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

  private final Hdf5File file;
  private final AssetFiles files;
  private final ElementType type;
  private final Location where;
  private final Nesting nesting;
  private final Map<String, Optional<Source>> open = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * @param type of the virtual dataset
   * @param nesting of the virtual datasets that lead here
   */
  VirtualSources(
      Hdf5File file, AssetFiles files, ElementType type, Location where, Nesting nesting) {
    this.file = file;
    this.files = files;
    this.type = type;
    this.where = where;
    this.nesting = nesting;
  }

  /** Counts one reading of the virtual dataset. */
  void step() {
    nesting.step(where);
  }

  /** Whether the file of a numbered name is there. */
  boolean exists(VirtualMapping mapping, long number) throws IOException {
    String name = VirtualMapping.numbered(mapping.file(), number);
    boolean sameDataset = VirtualMapping.numbered(mapping.dataset(), 0).equals(mapping.dataset());
    if (sameDataset && !name.equals(".")) {
      return files.stat(files.resolve(file.uri(), name)).isPresent();
    }
    return get(name, VirtualMapping.numbered(mapping.dataset(), number)).isPresent();
  }

  /** A source by names without patterns. */
  Optional<Source> get(String name, String dataset) throws IOException {
    String key = name + "\n" + dataset;
    Optional<Source> known = open.get(key);
    if (known == null) {
      makeRoom();
      known = open(name, dataset);
      open.put(key, known);
    }
    return known;
  }

  /**
   * Looks at the sources: the first ones are opened, with all they lead to, of others the file is
   * looked up.
   *
   * @throws AssetException when one may not be opened, or is damaged
   */
  void audit(List<VirtualMapping> mappings) throws IOException {
    Set<String> seen = new HashSet<>();
    for (VirtualMapping mapping : mappings) {
      boolean isPattern = mapping.isPattern() && mapping.target().unlimitedAxis() >= 0;
      long number = 0;
      do {
        String name = isPattern ? VirtualMapping.numbered(mapping.file(), number) : mapping.file();
        String path =
            isPattern ? VirtualMapping.numbered(mapping.dataset(), number) : mapping.dataset();
        if (seen.size() >= LOOKED_AT) {
          return;
        }
        if (seen.add(name + "\n" + path)) {
          look(name, path, seen.size() <= OPENED);
        }
        number++;
      } while (isPattern && exists(mapping, number));
    }
  }

  private void look(String name, String path, boolean isOpened) throws IOException {
    if (isOpened) {
      Optional<Source> source = get(name, path);
      if (source.isPresent()) {
        source.get().elements.audit();
      }
    } else if (!name.equals(".")) {
      files.stat(files.resolve(file.uri(), name));
    }
  }

  private void makeRoom() throws IOException {
    Iterator<Optional<Source>> eldest = open.values().iterator();
    while (open.size() >= OPEN && eldest.hasNext()) {
      Optional<Source> source = eldest.next();
      eldest.remove();
      if (source.isPresent()) {
        source.get().close();
      }
    }
  }

  private Optional<Source> open(String name, String path) throws IOException {
    Nesting below = nesting.below(where);
    nesting.step(where);
    OpenFiles opened = new OpenFiles(files);
    boolean done = false;
    try {
      Optional<ObjectPath.Found> found = find(opened, name, path);
      if (found.isEmpty() || !found.get().header().isDataset()) {
        return Optional.empty();
      }
      ObjectPath.Found at = found.get();
      Hdf5Dataset dataset = Hdf5Dataset.of(at.file(), at.header(), path, files, below);
      NumberCast cast = cast(dataset.type());
      Source source = new Source(opened, dataset, dataset.elements(files), cast);
      done = true;
      return Optional.of(source);
    } finally {
      if (!done) {
        opened.close();
      }
    }
  }

  private Optional<ObjectPath.Found> find(OpenFiles opened, String name, String path)
      throws IOException {
    if (name.equals(".")) {
      return ObjectPath.search(opened, file, path);
    }
    String uri = files.resolve(file.uri(), name);
    if (files.stat(uri).isEmpty()) {
      return Optional.empty();
    }
    return ObjectPath.search(opened, opened.open(uri, where.asset(uri)), path);
  }

  private NumberCast cast(ElementType source) {
    boolean plain = source.conversion().isNone() && type.conversion().isNone();
    DType from = source.dtype();
    if (plain && from.equals(type.dtype()) && from.kind() != DType.Kind.OBJECT) {
      return NumberCast.NONE;
    }
    boolean numbers = plain && from.isNumeric() && type.dtype().isNumeric();
    if (!numbers) {
      throw new AssetException(
          where,
          "read virtual dataset",
          "its type is " + type.dtype() + ", that of a source " + from,
          "Point the documents at the datasets that hold the data");
    }
    return NumberCast.of(from, type.dtype());
  }

  @Override
  public void close() throws IOException {
    for (Optional<Source> source : open.values()) {
      if (source.isPresent()) {
        source.get().close();
      }
    }
    open.clear();
  }
}
