package io.github.blueskyspark.assets;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.assets.Codecs.Piece;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

/** Against {@code java.util.zip}, over streams of every level and strategy, sound and damaged. */
class InflateTest {
  private static final int STREAMS = 400;
  private static final int DAMAGED = Integer.getInteger("mutations", 6000);

  private final Inflate inflate = new Inflate();
  private final Random random = new Random(11);

  @Test
  void soundStreamsGiveTheirBytes() {
    for (int i = 0; i < STREAMS; i++) {
      byte[] plain = plain(i);
      byte[] packed = deflate(plain);
      byte[] room = new byte[plain.length + 3 + i % 2 * 400];
      int n =
          inflate.zlib(
              new Piece(packed, 5, packed.length - 5), new Piece(room, 3, room.length - 3));
      assertThat(n).as("stream %d", i).isEqualTo(plain.length);
      assertThat(Arrays.equals(room, 3, 3 + n, plain, 0, n)).as("stream %d", i).isTrue();
    }
  }

  @Test
  void aDamagedStreamGivesWhatThePlatformGivesOrNothing() throws DataFormatException {
    for (int i = 0; i < STREAMS; i++) {
      byte[] plain = plain(i);
      byte[] packed = deflate(plain);
      for (int damage = 0; damage < 4; damage++) {
        byte[] bad = damaged(packed, damage);
        byte[] room = new byte[plain.length];
        int n = inflate.zlib(new Piece(bad, 5, bad.length - 5), new Piece(room, 0, room.length));
        if (n != Inflate.UNSURE) {
          byte[] oracle = new byte[n + 1];
          assertThat(platform(bad, oracle)).isEqualTo(n);
          assertThat(Arrays.equals(room, 0, n, oracle, 0, n)).isTrue();
        }
      }
    }
  }

  /** Only the decoding decides: the checksum fits whatever the platform makes of the damage. */
  @Test
  void aDamagedStreamWithTheRightChecksumIsDecodedAsByThePlatform() {
    byte[] plain = {};
    byte[] packed = {};
    for (int i = 0; i < DAMAGED; i++) {
      if (i % 20 == 0) {
        plain = Arrays.copyOf(plain(i / 20), 3000);
        packed = deflate(plain);
      }
      byte[] oracle = new byte[plain.length + 600];
      byte[] bad = damaged(packed, i % 4);
      int due = rightChecksum(bad, oracle);
      byte[] room = new byte[oracle.length + 1];
      int n = inflate.zlib(new Piece(bad, 5, bad.length - 5), new Piece(room, 0, oracle.length));
      assertThat(n).as("stream %d", i).isEqualTo(due);
      assertThat(Arrays.equals(room, 0, Math.max(n, 0), oracle, 0, Math.max(n, 0))).isTrue();
      assertThat(room[oracle.length]).isZero();
    }
  }

  /** Bytes of the stream, or UNSURE where the platform finds no end of it or no room for it. */
  private static int rightChecksum(byte[] stream, byte[] room) {
    if (stream.length < 8) {
      return Inflate.UNSURE;
    }
    Inflater raw = new Inflater(true);
    try {
      raw.setInput(stream, 7, stream.length - 7);
      int n = raw.inflate(room);
      int end = 7 + (int) raw.getBytesRead();
      boolean isSound = (stream[5] & 0x0F) == 8 && (stream[6] & 0x20) == 0;
      isSound &= ((stream[5] & 0xFF) << 8 | (stream[6] & 0xFF)) % 31 == 0;
      if (!raw.finished() || end + 4 > stream.length || (stream[5] & 0xF0) > 0x70 || !isSound) {
        return Inflate.UNSURE;
      }
      Numbers.put(stream, end, 4, true, Adler.of(room, 0, n));
      return n;
    } catch (DataFormatException e) {
      return Inflate.UNSURE;
    } finally {
      raw.end();
    }
  }

  @Test
  void aStreamThatNeedsMoreRoomIsLeftToOthers() {
    byte[] plain = plain(1);
    byte[] packed = deflate(plain);
    byte[] room = new byte[plain.length - 1];
    assertThat(
            inflate.zlib(new Piece(packed, 5, packed.length - 5), new Piece(room, 0, room.length)))
        .isEqualTo(Inflate.UNSURE);
  }

  @Test
  void rubbishIsLeftToOthers() {
    byte[] room = new byte[100_000];
    for (int i = 0; i < 20_000; i++) {
      byte[] rubbish = new byte[random.nextInt(300)];
      random.nextBytes(rubbish);
      if (rubbish.length > 1) {
        rubbish[0] = 0x78;
        rubbish[1] = 1;
      }
      assertThat(
              inflate.zlib(new Piece(rubbish, 0, rubbish.length), new Piece(room, 0, room.length)))
          .isEqualTo(Inflate.UNSURE);
    }
  }

  /** Noise, counts, runs, far and near repetitions, and codes of every length. */
  private byte[] plain(int kind) {
    byte[] bytes = new byte[kind % 4 == 0 ? random.nextInt(40) : random.nextInt(90_000) + 1];
    int i = 0;
    while (i < bytes.length) {
      switch (kind % 6) {
        case 0 -> bytes[i++] = (byte) random.nextInt();
        case 1 -> bytes[i++] = (byte) (20 * random.nextGaussian());
        case 2 -> bytes[i++] = (byte) (random.nextInt(7) == 0 ? random.nextInt(3) : 0);
        case 3 -> i = repeated(bytes, i);
        case 4 -> bytes[i++] = (byte) (-12 * Math.log(1 - random.nextDouble()));
        default -> bytes[i] = (byte) (i++ / (1 + i % 13));
      }
    }
    return bytes;
  }

  private int repeated(byte[] bytes, int at) {
    if (at < 4 || random.nextInt(3) > 0) {
      bytes[at] = (byte) random.nextInt();
      return at + 1;
    }
    int distance = 1 + random.nextInt(random.nextBoolean() ? Math.min(at, 12) : at);
    int end = Math.min(bytes.length, at + 3 + random.nextInt(400));
    for (int i = at; i < end; i++) {
      bytes[i] = bytes[i - distance];
    }
    return end;
  }

  /** Five bytes that do not belong to it, then the stream. */
  private byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater(random.nextInt(10));
    deflater.setStrategy(random.nextInt(3));
    deflater.setInput(plain);
    deflater.finish();
    byte[] packed = new byte[plain.length * 2 + 200];
    int n = 5;
    while (!deflater.finished()) {
      n += deflater.deflate(packed, n, packed.length - n);
    }
    deflater.end();
    return Arrays.copyOf(packed, n);
  }

  private byte[] damaged(byte[] packed, int kind) {
    byte[] bad = packed.clone();
    int at = 5 + random.nextInt(packed.length - 5);
    switch (kind) {
      case 0 -> bad[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bad = Arrays.copyOf(bad, at);
      case 2 -> bad[5 + random.nextInt(Math.min(60, packed.length - 5))] ^= (byte) random.nextInt();
      default -> Arrays.fill(bad, at, Math.min(at + 9, bad.length), (byte) random.nextInt());
    }
    return bad;
  }

  private static int platform(byte[] stream, byte[] room) throws DataFormatException {
    Inflater inflater = new Inflater();
    inflater.setInput(stream, 5, stream.length - 5);
    int n = 0;
    int some;
    do {
      some = inflater.inflate(room, n, room.length - n);
      n += some;
    } while (some > 0);
    boolean finished = inflater.finished();
    inflater.end();
    return finished ? n : -2;
  }
}
