package io.github.blueskyspark.assets.hdf5;

import io.github.blueskyspark.assets.Elements;
import io.github.blueskyspark.assets.hdf5.format.Group;
import io.github.blueskyspark.assets.hdf5.format.Link;
import io.github.blueskyspark.assets.hdf5.format.ObjectHeader;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.spi.ArrayInfo;
import io.github.blueskyspark.spi.AssetFiles;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Finds every dataset of a file over its hard links, each once; what cannot be read is left out and
 * hides nothing beside it.
 */
final class Hdf5Listing {
  /** A group that is still to be walked. */
  private record Open(String path, ObjectHeader header) {}

  private final Hdf5File file;
  private final AssetFiles files;
  private final BiConsumer<String, String> unreadable;
  private final Set<Long> seen = new HashSet<>();
  private final List<ArrayInfo> found = new ArrayList<>();

  /**
   * @param unreadable is told the path of what is left out, and why
   */
  Hdf5Listing(Hdf5File file, AssetFiles files, BiConsumer<String, String> unreadable) {
    this.file = file;
    this.files = files;
    this.unreadable = unreadable;
  }

  List<ArrayInfo> list() throws IOException {
    ObjectHeader root = file.root();
    seen.add(root.address());
    // The root group must be readable: without it the file is damaged as a whole.
    Deque<Open> groups = new ArrayDeque<>();
    groups.add(new Open("", root));
    new Group(root).links();
    while (!groups.isEmpty()) {
      Open group = groups.poll();
      for (Link link : links(group)) {
        Optional<Long> address = link.fold(h -> Optional.of(h.address()), s -> none(), e -> none());
        if (address.isPresent() && seen.add(address.get())) {
          visit(group.path + "/" + link.name(), address.get(), groups);
        }
      }
    }
    return found;
  }

  private static Optional<Long> none() {
    return Optional.empty();
  }

  private List<Link> links(Open group) throws IOException {
    try {
      return new Group(group.header).links();
    } catch (AssetException | ArithmeticException e) {
      unreadable.accept(group.path, String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private void visit(String path, long address, Deque<Open> groups) throws IOException {
    try {
      ObjectHeader header = file.header(address);
      if (header.isDataset()) {
        Hdf5Dataset dataset = Hdf5Dataset.of(file, header, path, files, Nesting.none());
        found.add(dataset.info(path, stored(dataset)));
      } else if (header.isGroup()) {
        groups.add(new Open(path, header));
      }
    } catch (AssetException | ArithmeticException | IndexOutOfBoundsException e) {
      // Damaged, or of a type that is not supported: its siblings stay.
      unreadable.accept(path, String.valueOf(e.getMessage()));
    }
  }

  private long stored(Hdf5Dataset dataset) throws IOException {
    try (Elements elements = dataset.elements(files)) {
      return elements.storedBytes();
    }
  }
}
