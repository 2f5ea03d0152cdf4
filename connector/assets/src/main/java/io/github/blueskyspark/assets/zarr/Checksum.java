package io.github.blueskyspark.assets.zarr;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Filter;
import io.github.blueskyspark.assets.Numbers;
import java.util.function.Supplier;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/** A checksum of 32 bits before or behind the bytes, verified. */
final class Checksum implements Filter {
  static final int BYTES = 4;

  private final String name;
  private final Supplier<java.util.zip.Checksum> sums;
  private final boolean inFront;

  private Checksum(String name, Supplier<java.util.zip.Checksum> sums, boolean inFront) {
    this.name = name;
    this.sums = sums;
    this.inFront = inFront;
  }

  /**
   * CRC-32C behind the bytes; numcodecs puts CRC-32 and Adler-32 in front unless told otherwise.
   */
  static Checksum of(CodecSpec spec) {
    String name = spec.name();
    String place = spec.settings().path("location").asText(name.equals("crc32c") ? "end" : "start");
    Supplier<java.util.zip.Checksum> sums =
        switch (name) {
          case "crc32" -> CRC32::new;
          case "adler32" -> Adler32::new;
          default -> CRC32C::new;
        };
    return new Checksum(name, sums, place.equals("start"));
  }

  @Override
  public int added() {
    return BYTES;
  }

  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    int n = in.length() - BYTES;
    if (n < 0) {
      throw new DamagedChunkException(in.length() + " bytes hold no checksum " + name);
    }
    int from = inFront ? BYTES : 0;
    java.util.zip.Checksum sum = sums.get();
    sum.update(in.bytes(), from, n);
    int stored = Numbers.little32(in.bytes(), inFront ? 0 : n);
    if ((int) sum.getValue() != stored) {
      throw new DamagedChunkException(
          String.format("checksum %s is %08x, the bytes give %08x", name, stored, sum.getValue()));
    }
    if (inFront) {
      System.arraycopy(in.bytes(), BYTES, in.bytes(), 0, n);
    }
    in.trim(n);
    return in;
  }
}
