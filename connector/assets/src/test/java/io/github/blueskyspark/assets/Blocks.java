package io.github.blueskyspark.assets;

import io.github.blueskyspark.errors.Location;
import java.util.Arrays;
import java.util.HexFormat;

/** Chunks as hexadecimal text, to feed filters with what other programs wrote. */
public final class Blocks {
  public static final Location WHERE = Location.file("chunk.h5");

  private Blocks() {}

  public static Block of(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    Block block = new Block(WHERE);
    System.arraycopy(bytes, 0, block.resize(bytes.length), 0, bytes.length);
    return block;
  }

  /** Undoes a filter that is told the size it has to give. */
  public static String decode(Filter filter, String hex, int size) throws DamagedChunkException {
    return hex(filter.decode(of(hex), new Block(WHERE), size, size));
  }

  /** Undoes a filter that has to find out the size. */
  public static String decodeUpTo(Filter filter, String hex, int most)
      throws DamagedChunkException {
    return hex(filter.decode(of(hex), new Block(WHERE), -1, most));
  }

  public static String hex(Block block) {
    return HexFormat.of().formatHex(Arrays.copyOf(block.bytes(), block.length()));
  }
}
