package io.github.blueskyspark.assets.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.blueskyspark.arrays.Region;
import io.github.blueskyspark.assets.MemoryFiles;
import io.github.blueskyspark.assets.Pictures;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.spi.ArrayAsset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TiffErrorsTest {
  /** Tags of one strip of 4 x 4 bytes at byte 8. */
  private final SortedMap<Integer, Long> tags =
      new TreeMap<>(
          Map.of(256, 4L, 257, 4L, 258, 8L, 259, 1L, 262, 1L, 273, 8L, 277, 1L, 278, 4L, 279, 16L));

  /** A file of one strip of bytes with these tags; the directory comes last. */
  private byte[] file(int data, long next) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + data + 6 + 12 * tags.size());
    bytes.order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0x4949).putShort((short) 42);
    bytes.putInt(8 + data).position(8 + data);
    bytes.putShort((short) tags.size());
    tags.forEach(
        (tag, value) ->
            bytes
                .putShort(tag.shortValue())
                .putShort((short) 4)
                .putInt(1)
                .putInt(value.intValue()));
    return bytes.putInt((int) next).array();
  }

  private static AssetException refused(byte[] file) {
    MemoryFiles files = new MemoryFiles(Map.of("a.tif", file));
    AssetException e =
        catchThrowableOfType(
            AssetException.class,
            () -> {
              try (ArrayAsset array = new Pictures(new TiffReader()).open("a.tif", files)) {
                array.read(Pictures.all(array));
              }
            });
    assertThat(files.open()).isZero();
    assertThat(e).hasMessageContaining("data key 'det', a.tif");
    return e;
  }

  @Test
  void aSoundFileIsRead() throws IOException {
    MemoryFiles files = new MemoryFiles(Map.of("a.tif", file(16, 0)));
    try (ArrayAsset array = new Pictures(new TiffReader()).open("a.tif", files)) {
      assertThat(array.read(Pictures.all(array)).remaining()).isEqualTo(16);
    }
  }

  @Test
  void pagesInACircleEnd() {
    assertThat(refused(file(16, 24))).hasMessageContaining("circle to byte 24");
  }

  @Test
  void stripsBehindTheEndAreTruncated() {
    tags.put(273, 1000L);
    AssetException e = refused(file(16, 0));
    assertThat(e.status()).isEqualTo(AssetStatus.TRUNCATED);
    assertThat(e).hasMessageContaining("segment 0 has 16 bytes at byte 1000, the file");
  }

  @Test
  void cutFilesAreKnownWithoutDecoding() throws IOException {
    byte[] sound = Files.readAllBytes(Path.of(Pictures.uri("strips.tif")));
    MemoryFiles files = new MemoryFiles(Map.of("a.tif", Arrays.copyOf(sound, sound.length - 1)));
    AssetException e =
        catchThrowableOfType(
            AssetException.class, () -> new Pictures(new TiffReader()).open("a.tif", files));
    assertThat(e.status()).isEqualTo(AssetStatus.TRUNCATED);
    assertThat(files.open()).isZero();
  }

  @Test
  void aBombOfLzwIsStoppedByTheSizeOfItsPage() throws IOException {
    byte[] sound = Files.readAllBytes(Path.of(Pictures.uri("constant_lzw.tif")));
    ByteBuffer bytes = ByteBuffer.wrap(sound.clone()).order(ByteOrder.LITTLE_ENDIAN);
    int at = bytes.getInt(4);
    for (int i = 0; i < bytes.getShort(at); i++) {
      int tag = bytes.getShort(at + 2 + 12 * i);
      if (tag == 256 || tag == 257 || tag == 278) {
        bytes.putShort(at + 2 + 12 * i + 2, (short) 4).putInt(at + 2 + 12 * i + 8, 60_000);
      }
    }
    assertThat(refused(bytes.array())).hasMessageContaining("a.tif");
  }

  @Test
  void hugeSizesAllocateNothing() {
    tags.put(256, 0x7FFFFFFFL);
    tags.put(257, 0x7FFFFFFFL);
    tags.put(278, 0x7FFFFFFFL);
    refused(file(16, 0));
    tags.put(259, 5L);
    refused(file(16, 0));
  }

  @Test
  void smallPiecesOfAHugePageDoNotDecodeMoreThanItCanHold() {
    tags.put(256, 0x7FFFFFL);
    tags.put(257, 0x7FFFFFL);
    tags.put(278, 0x7FFFFFL);
    for (long compression : new long[] {1, 5, 8, 32773, 50000}) {
      tags.put(259, compression);
      MemoryFiles files = new MemoryFiles(Map.of("a.tif", file(16, 0)));
      AssetException e =
          catchThrowableOfType(
              AssetException.class,
              () -> {
                try (ArrayAsset array = new Pictures(new TiffReader()).open("a.tif", files)) {
                  array.read(Region.box(new long[] {0, 0}, new long[] {2, 2}));
                }
              });
      assertThat(e).hasMessageContaining("a.tif");
    }
  }

  @Test
  void unknownCompressionsAreNamed() {
    tags.put(259, 34712L);
    assertThat(refused(file(16, 0))).hasMessageContaining("compression 34712 (JPEG 2000)", "LZW");
  }

  @Test
  void damagedStripsSaySo() {
    tags.put(259, 8L);
    assertThat(refused(file(16, 0))).hasMessageContaining("segment 0 is damaged: Deflate");
    tags.put(259, 5L);
    assertThat(refused(file(16, 0))).hasMessageContaining("segment 0");
  }

  @Test
  void pagesOfOtherShapesAreRefused() throws IOException {
    byte[] thumbnail = Files.readAllBytes(Path.of(Pictures.uri("thumbnail.tif")));
    ByteBuffer bytes = ByteBuffer.wrap(thumbnail).order(ByteOrder.LITTLE_ENDIAN);
    int first = bytes.getInt(4);
    int second = bytes.getInt(first + 2 + 12 * bytes.getShort(first));
    for (int i = 0; i < bytes.getShort(second); i++) {
      int at = second + 2 + 12 * i;
      if (bytes.getShort(at) == 254) {
        bytes.putInt(at + 8, 0); // not a reduced copy any more
      }
    }
    assertThat(refused(thumbnail)).hasMessageContaining("page 0 is <u2[37, 53], page 1 <u2[9, 13]");
  }

  @Test
  void otherFilesAreNamed() {
    assertThat(refused(new byte[100])).hasMessageContaining("does not begin like a TIFF file");
    assertThat(refused(new byte[3]).status()).isEqualTo(AssetStatus.TRUNCATED);
  }
}
