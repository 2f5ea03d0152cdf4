package io.github.blueskyspark.tables.index;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.blueskyspark.documents.RunIndex;
import io.github.blueskyspark.documents.RunOrigin;
import io.github.blueskyspark.spi.FileRef;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Some hundred groups as one compressed piece: what a task reads of an index. */
public final class IndexBlock {
  /** Called group by group, in the order of the block. */
  @FunctionalInterface
  public interface Use {
    /** Takes the group of that number in the block. */
    void group(int ordinal, IndexedGroup group);
  }

  /** Bytes that close a block, before compression; a task holds one block. */
  private static final int FULL = 1 << 20;

  /**
   * An encoded block.
   *
   * @param piece compressed bytes
   * @param groups numbers of its groups in the list that was encoded
   * @param runs how many runs each group has
   */
  public record Encoded(IndexPiece piece, List<Integer> groups, List<Integer> runs)
      implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Copies the lists. */
    public Encoded {
      groups = List.copyOf(groups);
      runs = List.copyOf(runs);
    }
  }

  private IndexBlock() {}

  /**
   * Encodes groups, in blocks of a few hundred kilobytes; those with a document that cannot be kept
   * exactly are left out.
   */
  public static List<Encoded> encode(List<IndexedGroup> groups, String root) {
    List<Encoded> blocks = new ArrayList<>();
    int next = 0;
    while (next < groups.size()) {
      IndexOutput out = new IndexOutput();
      NodeWriter nodes = new NodeWriter(out);
      List<Integer> kept = new ArrayList<>();
      List<Integer> runs = new ArrayList<>();
      for (; next < groups.size() && out.size() < FULL; next++) {
        IndexedGroup group = groups.get(next);
        if (isFit(group)) {
          write(group, out, nodes, new FileEntries(root));
          kept.add(next);
          runs.add(group.runs().size());
        }
      }
      if (!kept.isEmpty()) {
        blocks.add(new Encoded(IndexPiece.kept(out.compressed()), kept, runs));
      }
    }
    return blocks;
  }

  private static void write(
      IndexedGroup group, IndexOutput out, NodeWriter nodes, FileEntries files) {
    out.putLong(group.files().size());
    group.files().forEach(f -> files.write(f, out));
    out.putLong(group.runs().size());
    for (RunIndex run : group.runs()) {
      RunOrigin origin = run.origin();
      out.putText(run.uid());
      out.putLong(origin.file());
      boolean isFile = origin.source().equals(group.files().get(origin.file()).uri());
      out.putText(isFile ? "" : origin.source());
      out.putLong(origin.position());
      nodes.write(run.startDocument());
      out.putByte(run.stopDocument().isPresent() ? 1 : 0);
      run.stopDocument().ifPresent(nodes::write);
    }
  }

  private static boolean isFit(IndexedGroup group) {
    try {
      for (RunIndex run : group.runs()) {
        NodeWriter.check(run.uid());
        NodeWriter.check(run.origin().source());
        NodeWriter.check(run.startDocument());
        Optional<ObjectNode> stop = run.stopDocument();
        if (stop.isPresent()) {
          NodeWriter.check(stop.get());
        }
      }
      return true;
    } catch (UnfitForIndex e) {
      return false; // it is read from its files
    }
  }

  /**
   * Decodes a block.
   *
   * @param root directory of the archive, as it is now
   * @throws DamagedIndex when the bytes are not what was written
   */
  public static void decode(byte[] bytes, String root, Use use) throws DamagedIndex {
    IndexInput in = IndexInput.of(bytes);
    NodeReader nodes = new NodeReader(in);
    FileEntries entries = new FileEntries(root);
    for (int ordinal = 0; in.hasMore(); ordinal++) {
      List<FileRef> files = new ArrayList<>();
      for (int left = in.readCount(); left > 0; left--) {
        files.add(entries.read(in));
      }
      List<RunIndex> runs = new ArrayList<>();
      int count = in.readCount();
      for (int i = 0; i < count; i++) {
        runs.add(readRun(in, nodes, files));
      }
      use.group(ordinal, new IndexedGroup(files, runs));
    }
  }

  private static RunIndex readRun(IndexInput in, NodeReader nodes, List<FileRef> files)
      throws DamagedIndex {
    String uid = in.readText();
    long file = in.readLong();
    if (file < 0 || file >= files.size()) {
      throw new DamagedIndex("a run is in file " + file + " of " + files.size());
    }
    String source = in.readText();
    String uri = source.isEmpty() ? files.get((int) file).uri() : source;
    RunOrigin origin = new RunOrigin((int) file, uri, in.readLong());
    ObjectNode start = nodes.readObject();
    boolean hasStop = in.readByte() == 1;
    return RunIndex.ofEnds(
        uid, origin, start, hasStop ? Optional.of(nodes.readObject()) : Optional.empty());
  }
}
