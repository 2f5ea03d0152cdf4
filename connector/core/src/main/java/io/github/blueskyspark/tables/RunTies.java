package io.github.blueskyspark.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which pieces of files belong together because the same runs, descriptors and resources are named
 * in them. Four bytes a piece. Not thread safe.
 */
final class RunTies {
  private static final int NONE = -1;
  private static final int MOST_SHARDS = 100;

  private int[] parents = new int[64];
  private int known;
  private int[] links = new int[64];
  private int pieces;
  private int current = NONE;

  /**
   * Notes that the piece at hand names something.
   *
   * @param link its number; new ones are counted up from 0
   */
  void tie(int link) {
    if (link == known) {
      if (known == parents.length) {
        parents = Arrays.copyOf(parents, known * 2);
      }
      parents[known++] = link;
    }
    if (current == NONE) {
      current = link;
    } else {
      parents[root(link)] = root(current);
    }
  }

  /** Ends the piece at hand. */
  void nextPiece() {
    if (pieces == links.length) {
      links = Arrays.copyOf(links, pieces * 2);
    }
    links[pieces++] = current;
    current = NONE;
  }

  private int root(int link) {
    int at = link;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /**
   * Shares the runs of some pieces out.
   *
   * @param most runs in each shard, unless that makes too many
   */
  List<Shard> shards(int low, int high, int most) {
    int[] numbers = new int[known];
    int runs = 0;
    for (int piece = low; piece < high; piece++) {
      if (links[piece] != NONE && numbers[root(links[piece])] == 0) {
        numbers[root(links[piece])] = ++runs;
      }
    }
    int size = Math.max(most, runs / MOST_SHARDS + 1);
    if (runs <= size) {
      return List.of(Shard.ALL);
    }
    byte[] shardOf = new byte[high - low];
    for (int piece = low; piece < high; piece++) {
      int number = links[piece] == NONE ? 1 : numbers[root(links[piece])];
      shardOf[piece - low] = (byte) ((number - 1) / size);
    }
    List<Shard> shards = new ArrayList<>();
    for (int shard = 0; shard * size < runs; shard++) {
      shards.add(new Shard(shardOf, 0, (byte) shard));
    }
    return shards;
  }
}
