package io.github.blueskyspark.spark.storage;

import io.github.blueskyspark.plan.Split;
import io.github.blueskyspark.spi.FilePart;
import io.github.blueskyspark.spi.FileRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Hosts that keep most bytes of each split, as the file system says. Asks for the blocks of a few
 * hundred files at most, the heaviest of each split; not at all for local files.
 */
final class SplitHosts {
  private static final int MOST_FILES = 256;
  private static final int FILES_A_SPLIT = 3;
  private static final int MOST_HOSTS = 3;
  private static final int THREADS = 8;
  private static final long ANY_BLOCK = 128L << 20;

  private final Configuration configuration;

  SplitHosts(Configuration configuration) {
    this.configuration = configuration;
  }

  /** Hosts of each split, in the order of the splits; none where nobody knows. */
  List<List<String>> of(List<Split> splits) {
    List<List<FilePart>> heaviest = splits.stream().map(SplitHosts::heaviest).toList();
    Set<FileRef> files = new LinkedHashSet<>();
    for (int rank = 0; rank < FILES_A_SPLIT; rank++) {
      for (List<FilePart> parts : heaviest) {
        if (rank < parts.size() && files.size() < MOST_FILES) {
          files.add(parts.get(rank).file());
        }
      }
    }
    List<FileRef> asked = List.copyOf(files);
    List<List<BlockLocation>> answers = InlineThreads.map(THREADS, asked, this::blocks);
    Map<FileRef, List<BlockLocation>> blocks = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      blocks.put(asked.get(i), answers.get(i));
    }
    List<List<String>> hosts = new ArrayList<>();
    for (List<FilePart> parts : heaviest) {
      Map<String, Long> bytes = new TreeMap<>();
      for (FilePart part : parts) {
        for (BlockLocation block : blocks.getOrDefault(part.file(), List.of())) {
          add(part, block, bytes);
        }
      }
      hosts.add(
          bytes.entrySet().stream()
              .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
              .limit(MOST_HOSTS)
              .map(Map.Entry::getKey)
              .toList());
    }
    return hosts;
  }

  private static List<FilePart> heaviest(Split split) {
    return split.parts().stream()
        .filter(p -> !FileUris.isLocal(FileUris.path(p.file().uri())))
        .sorted(Comparator.comparingLong(FilePart::length).reversed())
        .limit(FILES_A_SPLIT)
        .toList();
  }

  private List<BlockLocation> blocks(FileRef file) {
    Path path = FileUris.path(file.uri());
    FileStatus status = new FileStatus(file.size(), false, 1, ANY_BLOCK, file.modified(), path);
    try {
      return List.of(
          path.getFileSystem(configuration).getFileBlockLocations(status, 0, file.size()));
    } catch (IOException e) {
      return List.of(); // the task says what is wrong with the file
    }
  }

  private static void add(FilePart part, BlockLocation block, Map<String, Long> bytes) {
    long from = Math.max(part.offset(), block.getOffset());
    long to = Math.min(part.offset() + part.length(), block.getOffset() + block.getLength());
    if (to <= from) {
      return;
    }
    try {
      for (String host : block.getHosts()) {
        if (!host.equals("localhost")) { // what a file system says that does not know
          bytes.merge(host, to - from, Long::sum);
        }
      }
    } catch (IOException e) {
      return;
    }
  }
}
