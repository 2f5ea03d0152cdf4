package io.github.blueskyspark.tables.index;

import io.github.blueskyspark.spi.FileRef;
import io.github.blueskyspark.spi.RandomAccess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of the run index: blocks, then a directory of them, then where the directory is. It is
 * written once and never changed; a newer index is another file.
 */
public final class RunIndexFile {
  private static final byte[] MAGIC = "BSRUNIX2".getBytes(StandardCharsets.US_ASCII);
  private static final int TRAILER = 3 * Long.BYTES + MAGIC.length;
  private static final long MOST_DIRECTORY = 1 << 30;

  /**
   * A block with the groups in it.
   *
   * @param runs how many runs each group has
   */
  public record Block(IndexPiece piece, List<List<FileRef>> groups, List<Integer> runs) {
    /** Copies the lists. */
    public Block {
      groups = List.copyOf(groups);
      runs = List.copyOf(runs);
    }
  }

  /**
   * For which archive an index is.
   *
   * @param settings options that change what is read of a file, and the version of the program
   * @param root directory of the archive; empty when it has several
   * @param isBeside whether the index lies in that directory, and so may have moved with it
   */
  public record Purpose(String settings, String root, boolean isBeside) {}

  private RunIndexFile() {}

  /**
   * The bytes of an index file, piece by piece.
   *
   * @param blocks whose pieces are in memory
   */
  public static List<byte[]> pieces(Purpose purpose, List<Block> blocks, RunIndexMap links)
      throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    pieces.add(MAGIC.clone());
    FileEntries files = new FileEntries(purpose.root());
    IndexOutput out = new IndexOutput();
    out.putText(purpose.settings());
    out.putText(purpose.root());
    out.putLong(blocks.size());
    long offset = MAGIC.length;
    for (Block block : blocks) {
      byte[] bytes = block.piece().kept();
      pieces.add(bytes);
      out.putLong(offset);
      out.putLong(bytes.length);
      out.putLong(block.piece().checksum());
      out.putLong(block.groups().size());
      for (int i = 0; i < block.groups().size(); i++) {
        out.putLong(block.runs().get(i));
        out.putLong(block.groups().get(i).size());
        block.groups().get(i).forEach(f -> files.write(f, out));
      }
      offset += bytes.length;
    }
    out.putLong(links.links().size());
    links
        .links()
        .forEach(
            (file, found) -> {
              files.write(file, out);
              out.putLong(found.size());
              found.forEach(out::putFixed);
            });
    byte[] directory = out.compressed();
    pieces.add(directory);
    ByteBuffer trailer = ByteBuffer.allocate(TRAILER);
    trailer.putLong(offset).putLong(directory.length).putLong(IndexPiece.checksum(directory));
    pieces.add(trailer.put(MAGIC).array());
    return pieces;
  }

  /**
   * Reads an index, every block's checksum included.
   *
   * @throws DamagedIndex when it is damaged, or for another archive, program or set of options
   */
  public static RunIndexMap read(RandomAccess file, String uri, Purpose purpose)
      throws IOException {
    IndexInput in = IndexInput.of(directory(file));
    if (!in.readText().equals(purpose.settings())) {
      throw new DamagedIndex("it was written by another version, or with other options");
    }
    String root = in.readText();
    if (!purpose.isBeside() && !root.equals(purpose.root())) {
      throw new DamagedIndex("it is the index of " + root);
    }
    FileEntries entries = new FileEntries(purpose.root());
    RunIndexMap map = new RunIndexMap(purpose.root());
    for (int left = in.readCount(); left > 0; left--) {
      long offset = in.readLong();
      long length = in.readLong();
      IndexPiece piece =
          IndexPiece.stored(
              uri, offset, Math.toIntExact(Math.min(length, file.size())), in.readLong());
      piece.bytes(file);
      List<List<FileRef>> groups = new ArrayList<>();
      List<Integer> runs = new ArrayList<>();
      for (int more = in.readCount(); more > 0; more--) {
        runs.add((int) in.readLong());
        groups.add(files(in, entries));
      }
      map.add(piece, groups, runs);
    }
    for (int left = in.readCount(); left > 0; left--) {
      FileRef ref = entries.read(in);
      long[] found = new long[in.readCount()];
      for (int i = 0; i < found.length; i++) {
        found[i] = in.readFixed();
      }
      map.addLinks(ref, Links.ofHashes(found));
    }
    return map;
  }

  private static List<FileRef> files(IndexInput in, FileEntries entries) throws DamagedIndex {
    List<FileRef> files = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      files.add(entries.read(in));
    }
    return List.copyOf(files);
  }

  private static byte[] directory(RandomAccess file) throws IOException {
    if (file.size() < TRAILER + MAGIC.length) {
      throw new DamagedIndex("it is too short");
    }
    ByteBuffer trailer = ByteBuffer.allocate(TRAILER);
    file.read(file.size() - TRAILER, trailer);
    trailer.flip();
    long offset = trailer.getLong();
    long length = trailer.getLong();
    long checksum = trailer.getLong();
    if (!trailer.equals(ByteBuffer.wrap(MAGIC))) {
      throw new DamagedIndex("it does not end as an index does");
    }
    if (length < 0
        || length > MOST_DIRECTORY
        || offset < 0
        || offset + length != file.size() - TRAILER) {
      throw new DamagedIndex("its directory is not where it should be");
    }
    return IndexPiece.stored("", offset, (int) length, checksum).bytes(file);
  }
}
