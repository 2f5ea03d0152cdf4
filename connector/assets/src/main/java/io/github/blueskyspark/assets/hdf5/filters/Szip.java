package io.github.blueskyspark.assets.hdf5.filters;

import io.github.blueskyspark.assets.Block;
import io.github.blueskyspark.assets.DamagedChunkException;
import io.github.blueskyspark.assets.Filter;
import io.github.blueskyspark.assets.Numbers;
import io.github.blueskyspark.assets.Shuffle;
import java.util.List;

/**
 * Szip (filter 4): extended Rice coding of CCSDS 121.0-B, with the framing of the szip library
 * (padded scanlines; numbers of 32 and 64 bits coded byte plane by byte plane).
 */
final class Szip implements Filter {
  private static final int BIG_ENDIAN = 16;
  private static final int NEAREST_NEIGHBOUR = 32;
  private static final int REST_OF_SEGMENT = 5;
  private static final int SEGMENT = 64;

  private final int blockSize;
  private final int lineSamples;
  private final int pixelBits;
  private final int sampleBits;
  private final int sampleBytes;
  private final boolean bigEndian;
  private final boolean predicted;

  // The state of one chunk.
  private BitReader bits;
  private long[] samples;
  private int filled;

  /**
   * The filter with its client data.
   *
   * @param values options, pixels a block, bits a pixel, pixels a scanline
   */
  Szip(List<Integer> values) {
    int options = values.size() > 0 ? values.get(0) : 0;
    blockSize = values.size() > 1 ? values.get(1) : 0;
    pixelBits = values.size() > 2 ? values.get(2) : 0;
    lineSamples = values.size() > 3 ? values.get(3) : 0;
    sampleBits = pixelBits == 32 || pixelBits == 64 ? 8 : pixelBits;
    sampleBytes = sampleBits <= 8 ? 1 : sampleBits <= 16 ? 2 : 4;
    bigEndian = (options & BIG_ENDIAN) != 0;
    predicted = (options & NEAREST_NEIGHBOUR) != 0;
  }

  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    boolean known = blockSize >= 2 && blockSize <= 64 && sampleBits >= 1 && sampleBits <= 32;
    if (!known || lineSamples < 1 || lineSamples > 1 << 20 || in.length() < 4) {
      throw new DamagedChunkException("szip with blocks of " + blockSize + " pixels");
    }
    long total = Numbers.little32(in.bytes(), 0) & 0xFFFFFFFFL;
    if (total > most) {
      throw new DamagedChunkException("a szip chunk of " + total + " bytes, at most " + most);
    }
    byte[] target = out.resize(total);
    boolean planes = sampleBits != pixelBits;
    byte[] plain = planes ? new byte[(int) total] : target;
    lines(in, plain, (int) total);
    if (planes) {
      int pixelBytes = pixelBits / 8;
      Shuffle.unshuffle(plain, 0, target, 0, (int) total / pixelBytes, pixelBytes);
    }
    return out;
  }

  // Scanlines are padded to whole blocks; a reference sample starts each.
  private void lines(Block in, byte[] plain, int total) throws DamagedChunkException {
    bits = new BitReader(in.bytes(), 4, in.length());
    int blocks = (lineSamples + blockSize - 1) / blockSize;
    samples = new long[blocks * blockSize];
    boolean padded = lineSamples % blockSize != 0;
    int keep = padded ? lineSamples : samples.length;
    int due = total / sampleBytes;
    int to = 0;
    while (to < due) {
      int wanted = padded ? samples.length : Math.min(samples.length, due - to);
      line(blocks, wanted);
      if (predicted) {
        undoPrediction();
      }
      int n = Math.min(keep, due - to);
      for (int i = 0; i < n; i++) {
        Numbers.put(plain, (to + i) * sampleBytes, sampleBytes, bigEndian, samples[i]);
      }
      to += n;
    }
  }

  private void line(int blocks, int wanted) throws DamagedChunkException {
    int idBits = sampleBits > 16 ? 5 : sampleBits > 8 ? 4 : 3;
    long verbatim = (1L << idBits) - 1;
    filled = 0;
    while (filled < wanted) {
      boolean reference = predicted && filled == 0;
      long id = bits.bits(idBits);
      if (id == verbatim) {
        for (int i = 0; i < blockSize; i++) {
          put(bits.bits(sampleBits));
        }
      } else if (id == 0) {
        lowEntropy(reference, blocks);
      } else {
        split((int) id - 1, reference);
      }
    }
  }

  private void put(long sample) throws DamagedChunkException {
    if (filled == samples.length) {
      throw new DamagedChunkException("a szip block leads beyond its scanline");
    }
    samples[filled++] = sample;
  }

  private void lowEntropy(boolean reference, int blocks) throws DamagedChunkException {
    boolean secondExtension = bits.bits(1) == 1;
    if (reference) {
      put(bits.bits(sampleBits));
    }
    if (secondExtension) {
      secondExtension(reference ? 1 : 0);
      return;
    }
    int run = bits.zeros() + 1;
    int block = filled / blockSize;
    if (run == REST_OF_SEGMENT) {
      run = Math.min(blocks - block, SEGMENT - block % SEGMENT);
    } else if (run > REST_OF_SEGMENT) {
      run--;
    }
    long zeros = (long) run * blockSize - (reference ? 1 : 0);
    for (long i = 0; i < zeros; i++) {
      put(0);
    }
  }

  // Two samples at once: their sum chooses a row of a triangle, the second one the place in it.
  private void secondExtension(int first) throws DamagedChunkException {
    int i = first;
    while (i < blockSize) {
      int m = bits.zeros();
      int sum = (int) ((Math.sqrt(8.0 * m + 1) - 1) / 2);
      int second = m - sum * (sum + 1) / 2;
      if (m > 90 || second < 0) {
        throw new DamagedChunkException("a szip code of " + m);
      }
      if ((i & 1) == 0) {
        put((long) sum - second);
        i++;
      }
      put(second);
      i++;
    }
  }

  private void split(int low, boolean reference) throws DamagedChunkException {
    int n = blockSize;
    if (reference) {
      put(bits.bits(sampleBits));
      n--;
    }
    int start = filled;
    for (int i = 0; i < n; i++) {
      put((long) bits.zeros() << low);
    }
    for (int i = 0; low > 0 && i < n; i++) {
      samples[start + i] |= bits.bits(low);
    }
  }

  // Each sample is the folded difference to the one before, see CCSDS 121.0-B, 4.2.
  private void undoPrediction() {
    long greatest = (1L << sampleBits) - 1;
    long middle = greatest / 2 + 1;
    long value = samples[0];
    for (int i = 1; i < filled; i++) {
      long d = samples[i];
      long half = (d >>> 1) + (d & 1);
      long mask = (value & middle) == 0 ? 0 : greatest;
      if (half <= (mask ^ value)) {
        value += (d >>> 1) ^ ~((d & 1) - 1);
      } else {
        value = mask ^ d;
      }
      samples[i] = value & greatest;
    }
  }
}
