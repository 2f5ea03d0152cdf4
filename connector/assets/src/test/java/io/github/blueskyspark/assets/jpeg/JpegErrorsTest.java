package io.github.blueskyspark.assets.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.blueskyspark.assets.MemoryFiles;
import io.github.blueskyspark.assets.Pictures;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import io.github.blueskyspark.spi.ArrayAsset;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JpegErrorsTest {
  private static byte[] sample(String name) throws IOException {
    return Files.readAllBytes(Path.of(Pictures.uri(name)));
  }

  private static AssetException refused(byte[] file) {
    MemoryFiles files = new MemoryFiles(Map.of("a.jpg", file));
    AssetException e =
        catchThrowableOfType(
            AssetException.class,
            () -> {
              try (ArrayAsset array = new Pictures(new JpegReader()).open("a.jpg", files)) {
                array.read(Pictures.all(array));
              }
            });
    assertThat(files.open()).isZero();
    assertThat(e).hasMessageContaining("data key 'det', a.jpg: Cannot ");
    return e;
  }

  @Test
  void cutFilesAreNotFilledUpWithGrey() throws IOException {
    byte[] sound = sample("grey.jpg");
    for (int length : new int[] {3, 100, 300, sound.length / 2 + 200, sound.length - 10}) {
      AssetException e = refused(Arrays.copyOf(sound, length));
      assertThat(e.status()).isIn(AssetStatus.TRUNCATED, AssetStatus.UNREADABLE);
    }
  }

  @Test
  void cutFilesAreKnownWithoutDecoding() throws IOException {
    byte[] sound = sample("colour.jpg");
    MemoryFiles files = new MemoryFiles(Map.of("a.jpg", Arrays.copyOf(sound, sound.length - 2)));
    AssetException e =
        catchThrowableOfType(
            AssetException.class, () -> new Pictures(new JpegReader()).open("a.jpg", files));
    assertThat(e.status()).isEqualTo(AssetStatus.TRUNCATED);
    assertThat(e).hasMessageContaining("end marker");
  }

  @Test
  void fourSamplesAPixelAreNotRead() throws IOException {
    assertThat(refused(sample("cmyk.jpg"))).hasMessageContaining("4 samples", "CMYK");
  }

  @Test
  void hugePicturesAreRefusedBeforeTheyAreDecoded() throws IOException {
    byte[] file = sample("grey.jpg");
    ByteBuffer bytes = ByteBuffer.wrap(file);
    int at = 0;
    while (bytes.getShort(at) != (short) 0xFFC0) {
      at++;
    }
    bytes.putShort(at + 5, (short) 65500).putShort(at + 7, (short) 65500);
    assertThat(refused(file)).hasMessageContaining("cannot hold 65500 x 65500 pixels");
  }

  @Test
  void otherFilesAreNamed() {
    assertThat(refused(new byte[100])).hasMessageContaining("does not begin like a JPEG file");
  }
}
