package io.github.blueskyspark.assets;

/** A checksum behind the data (filter 3), verified. */
public final class Fletcher32 implements Filter {
  private static final int WORDS = 360;

  @Override
  public int added() {
    return 4;
  }

  @Override
  public Block decode(Block in, Block out, long size, long most) throws DamagedChunkException {
    int n = in.length() - 4;
    if (n < 0) {
      throw new DamagedChunkException(in.length() + " bytes hold no Fletcher-32 checksum");
    }
    byte[] b = in.bytes();
    int stored =
        (b[n] & 0xFF) | (b[n + 1] & 0xFF) << 8 | (b[n + 2] & 0xFF) << 16 | (b[n + 3] & 0xFF) << 24;
    int computed = checksum(b, n);
    // Little-endian machines of old library versions swapped the bytes of each half.
    int swapped = (computed & 0x00FF00FF) << 8 | (computed >>> 8 & 0x00FF00FF);
    if (stored != computed && stored != swapped) {
      throw new DamagedChunkException(
          String.format("the Fletcher-32 checksum is %08x, the bytes give %08x", stored, computed));
    }
    in.trim(n);
    return in;
  }

  public static int checksum(byte[] b, int length) {
    long sum1 = 0;
    long sum2 = 0;
    int words = length / 2;
    int at = 0;
    while (words > 0) {
      int some = Math.min(WORDS, words);
      words -= some;
      for (int i = 0; i < some; i++, at += 2) {
        sum1 += (b[at] & 0xFF) << 8 | (b[at + 1] & 0xFF);
        sum2 += sum1;
      }
      sum1 = (sum1 & 0xFFFF) + (sum1 >>> 16);
      sum2 = (sum2 & 0xFFFF) + (sum2 >>> 16);
    }
    if ((length & 1) != 0) {
      sum1 += (b[at] & 0xFF) << 8;
      sum2 += sum1;
      sum1 = (sum1 & 0xFFFF) + (sum1 >>> 16);
      sum2 = (sum2 & 0xFFFF) + (sum2 >>> 16);
    }
    sum1 = (sum1 & 0xFFFF) + (sum1 >>> 16);
    sum2 = (sum2 & 0xFFFF) + (sum2 >>> 16);
    return (int) (sum2 << 16 | sum1);
  }
}
