package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.spi.ArrayInfo;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds every array of a store: by its consolidated metadata, and by its directories where there
 * are none. What cannot be read is left out and hides nothing beside it.
 */
final class ZarrListing {
  private static final int MOST = 100_000;

  private final ArrayPlace store;
  private final List<ArrayInfo> found = new ArrayList<>();

  ZarrListing(ArrayPlace store) {
    this.store = store;
  }

  List<ArrayInfo> list() throws IOException {
    Optional<ZarrNode> root = ZarrNode.of(store);
    if (root.isEmpty()) {
      throw store.damaged("", "there is neither 'zarr.json' nor '.zarray' nor '.zgroup' in it");
    }
    Deque<String> open = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    open.add("");
    seen.add("");
    while (!open.isEmpty() && seen.size() <= MOST) {
      String path = open.poll();
      for (String member : look(path)) {
        String below = path.isEmpty() ? member : path + "/" + member;
        if (seen.add(below)) {
          open.add(below);
        }
      }
    }
    return found;
  }

  /** Notes an array; gives the members of a group. */
  private Set<String> look(String path) throws IOException {
    ArrayPlace place = path.isEmpty() ? store : store.member(path);
    try {
      Optional<ZarrNode> node = ZarrNode.of(place);
      if (node.isEmpty()) {
        return Set.of();
      }
      Optional<ArrayHeader> header = node.get().array();
      if (header.isPresent()) {
        long stored = ChunkFiles.bytes(place, header.get());
        found.add(ZarrReader.info(header.get(), path, stored));
        return Set.of();
      }
      Set<String> members = new TreeSet<>(node.get().members());
      if (members.isEmpty()) {
        members.addAll(place.files().children(place.uri()));
      }
      return members;
    } catch (AssetException | ArithmeticException e) {
      // Damaged, or of a kind that is not read: its siblings stay.
      return Set.of();
    }
  }
}
