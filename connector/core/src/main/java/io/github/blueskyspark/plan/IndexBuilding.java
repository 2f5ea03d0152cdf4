package io.github.blueskyspark.plan;

import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.Storage;
import io.github.blueskyspark.tables.index.IndexBlock;
import io.github.blueskyspark.tables.index.IndexBlock.Encoded;
import io.github.blueskyspark.tables.index.IndexPiece;
import io.github.blueskyspark.tables.index.IndexSlice;
import io.github.blueskyspark.tables.index.IndexedGroup;
import io.github.blueskyspark.tables.index.RunIndexFile;
import io.github.blueskyspark.tables.index.RunIndexFile.Block;
import io.github.blueskyspark.tables.index.RunIndexMap;
import io.github.blueskyspark.tables.index.RunIndexMap.Cover;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a run index: blocks of the one before whose files are all as they were stay as they are,
 * what is left of others is put together anew, and what is new or has changed is read.
 */
final class IndexBuilding {
  private static final int SMALL = 64 << 10;

  private final IndexPlanning index;
  private final ArchiveGroups groups;
  private final Storage storage;
  private final RunIndexFile.Purpose purpose;

  IndexBuilding(
      IndexPlanning index, ArchiveGroups groups, Storage storage, RunIndexFile.Purpose purpose) {
    this.index = index;
    this.groups = groups;
    this.storage = storage;
    this.purpose = purpose;
  }

  BuiltIndex build() throws IOException {
    List<List<FileRef>> all = groups.all();
    Cover cover = index.stored().cover(all);
    List<Block> blocks = new ArrayList<>();
    List<IndexedGroup> loose = new ArrayList<>();
    int first = 0;
    for (IndexSlice slice : cover.slices()) {
      int size = slice.ordinals().cardinality();
      List<List<FileRef>> known = cover.known().subList(first, first + size);
      first += size;
      if (size == index.stored().size(slice.piece()) && slice.piece().length() >= SMALL) {
        blocks.add(new Block(slice.piece().inMemory(storage), known, runs(known)));
      } else {
        loose.addAll(slice.groups(storage));
      }
    }
    List<List<FileRef>> again = loose.stream().map(IndexedGroup::files).toList();
    addTo(blocks, again, IndexBlock.encode(loose, purpose.root()));
    List<List<FileRef>> fresh = IndexPlanning.settled(cover.rest());
    addTo(blocks, fresh, index.read(fresh, purpose.root()));
    return built(all, blocks, files(fresh));
  }

  private BuiltIndex built(List<List<FileRef>> all, List<Block> blocks, long read)
      throws IOException {
    RunIndexMap links = new RunIndexMap(purpose.root());
    groups
        .links()
        .forEach(
            (file, found) -> {
              if (!IndexPlanning.settled(List.of(List.of(file))).isEmpty()) {
                links.addLinks(file, found);
              }
            });
    long runs = 0;
    long kept = 0;
    for (Block block : blocks) {
      runs += block.runs().stream().mapToLong(r -> r).sum();
      kept += files(block.groups());
    }
    return new BuiltIndex(
        RunIndexFile.pieces(purpose, blocks, links), runs, kept, read, files(all) - kept);
  }

  private static long files(List<List<FileRef>> groups) {
    return groups.stream().mapToLong(List::size).sum();
  }

  private List<Integer> runs(List<List<FileRef>> known) {
    return known.stream().map(g -> index.stored().place(g).orElseThrow().runs()).toList();
  }

  private static void addTo(List<Block> blocks, List<List<FileRef>> groups, List<Encoded> encoded) {
    for (Encoded block : encoded) {
      IndexPiece piece = block.piece();
      blocks.add(new Block(piece, block.groups().stream().map(groups::get).toList(), block.runs()));
    }
  }
}
