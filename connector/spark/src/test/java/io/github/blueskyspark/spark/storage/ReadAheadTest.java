package io.github.blueskyspark.spark.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private final byte[] data = new byte[40 << 20];
  private final List<Integer> fetched = new ArrayList<>();

  private ReadAhead ahead(int size) {
    new Random(5).nextBytes(data);
    return new ReadAhead(
        (position, bytes, from, length) -> {
          if (position < 0 || length <= 0 || position + length > size) {
            throw new EOFException(position + " + " + length);
          }
          fetched.add(length);
          System.arraycopy(data, (int) position, bytes, from, length);
        },
        size);
  }

  private void check(ReadAhead ahead, long position, int length, boolean isDirect)
      throws IOException {
    ByteBuffer target =
        isDirect ? ByteBuffer.allocateDirect(length + 3) : ByteBuffer.allocate(length + 3);
    target.position(2).limit(length + 2);
    ahead.read(position, target);
    assertThat(target.flip().position(2)).isEqualTo(ByteBuffer.wrap(data, (int) position, length));
  }

  @Test
  void anyReadsGiveTheBytesOfTheFile() throws IOException {
    for (int size : new int[] {1, 1000, 1 << 20, (1 << 20) + 1, 5_000_001, data.length}) {
      ReadAhead ahead = ahead(size);
      Random random = new Random(size);
      for (int i = 0; i < 500; i++) {
        int longest = i % 50 == 0 ? 9 << 20 : i % 3 == 0 ? 200_000 : 500;
        int length = random.nextInt(Math.min(size, longest) + 1);
        check(ahead, random.nextInt(size - length + 1), length, random.nextBoolean());
      }
    }
  }

  @Test
  void readsInOrderAreFewFetches() throws IOException {
    ReadAhead ahead = ahead(data.length);
    for (int at = 0; at + 8000 < data.length; at += 8000) {
      check(ahead, at, 8000, false);
    }
    assertThat(fetched).hasSizeLessThan(40);
    assertThat(fetched.stream().mapToInt(n -> n).sum()).isLessThanOrEqualTo(data.length);
  }

  @Test
  void backwardReadsAreFewFetches() throws IOException {
    ReadAhead ahead = ahead(data.length);
    for (int at = data.length - 8000; at > 0; at -= 8000) {
      check(ahead, at, 8000, false);
    }
    assertThat(fetched).hasSizeLessThan(60);
  }

  @Test
  void readsFarApartFetchLittle() throws IOException {
    ReadAhead ahead = ahead(data.length);
    for (int at = 0; at < data.length; at += 5 << 20) {
      check(ahead, at, 100, false);
    }
    assertThat(fetched).hasSize(8).allMatch(n -> n == 64 << 10);
  }

  @Test
  void aSmallFileIsFetchedAtOnce() throws IOException {
    ReadAhead ahead = ahead(900_000);
    check(ahead, 899_000, 1000, false);
    check(ahead, 0, 8, false);
    assertThat(fetched).containsExactly(900_000);
  }

  @Test
  void longReadsPassBy() throws IOException {
    ReadAhead ahead = ahead(data.length);
    check(ahead, 100, 8 << 20, false);
    assertThat(fetched).containsExactly(8 << 20);
  }
}
