package io.github.blueskyspark.tables.index;

import io.github.blueskyspark.spi.FileRef;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which groups of files an index knows. A group is known when the same files, with the same sizes
 * and times, stand in it: a file that changed, a file more or a file less makes it another group.
 *
 * <p>Not thread safe.
 */
public final class RunIndexMap {
  /**
   * A group in a block.
   *
   * @param runs how many runs it has
   */
  public record Place(IndexPiece piece, int ordinal, int runs) {}

  /**
   * What of some groups is known.
   *
   * @param slices known groups
   * @param known the same groups, in the order of the slices
   * @param rest groups that are not known
   * @param runs how many runs the known groups have
   */
  public record Cover(
      List<IndexSlice> slices, List<List<FileRef>> known, List<List<FileRef>> rest, long runs) {
    /** Copies the lists. */
    public Cover {
      slices = List.copyOf(slices);
      known = Collections.unmodifiableList(known);
      rest = Collections.unmodifiableList(rest);
    }
  }

  private final String root;
  private final Map<List<FileRef>, Place> places = new HashMap<>();
  private final Map<FileRef, Links> links = new HashMap<>();
  private final Map<IndexPiece, Integer> sizes = new HashMap<>();
  private long bytes;

  /**
   * @param root directory of the archive, as it is now; empty when it has several
   */
  public RunIndexMap(String root) {
    this.root = root;
  }

  /** Adds the groups of a block. */
  public void add(IndexPiece piece, List<List<FileRef>> groups, List<Integer> runs) {
    bytes += piece.length();
    sizes.put(piece, groups.size());
    for (int i = 0; i < groups.size(); i++) {
      places.put(groups.get(i), new Place(piece, i, runs.get(i)));
    }
  }

  /** Adds what ties a file to others. */
  public void addLinks(FileRef file, Links found) {
    links.put(file, found);
  }

  /** What ties a file to others, where it is known. */
  public Optional<Links> links(FileRef file) {
    return Optional.ofNullable(links.get(file));
  }

  /** Every file whose ties are known. */
  public Map<FileRef, Links> links() {
    return Collections.unmodifiableMap(links);
  }

  /** Whether nothing is known. */
  public boolean isEmpty() {
    return places.isEmpty();
  }

  /** Where a group is. */
  public Optional<Place> place(List<FileRef> group) {
    return Optional.ofNullable(places.get(group));
  }

  /** Compressed bytes of the blocks. */
  public long bytes() {
    return bytes;
  }

  /** How many groups a block has. */
  public int size(IndexPiece piece) {
    return sizes.getOrDefault(piece, 0);
  }

  /** How many groups are known. */
  public int size() {
    return places.size();
  }

  /** Sorts groups into those that are known and others. */
  public Cover cover(List<List<FileRef>> groups) {
    Map<IndexPiece, Map<Integer, List<FileRef>>> byPiece = new LinkedHashMap<>();
    List<List<FileRef>> rest = new ArrayList<>();
    long runs = 0;
    for (List<FileRef> group : groups) {
      Place place = places.get(group);
      if (place == null) {
        rest.add(group);
      } else {
        byPiece.computeIfAbsent(place.piece(), p -> new TreeMap<>()).put(place.ordinal(), group);
        runs += place.runs();
      }
    }
    List<IndexSlice> slices = new ArrayList<>();
    List<List<FileRef>> known = new ArrayList<>();
    byPiece.forEach(
        (piece, members) -> {
          BitSet ordinals = new BitSet();
          members.keySet().forEach(ordinals::set);
          slices.add(new IndexSlice(piece, root, ordinals));
          known.addAll(members.values());
        });
    return new Cover(slices, known, rest, runs);
  }
}
