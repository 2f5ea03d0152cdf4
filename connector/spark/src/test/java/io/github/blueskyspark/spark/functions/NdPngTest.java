package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.Test;

class NdPngTest {

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  private static int[] grey(byte[] png) throws IOException {
    BufferedImage image = read(png);
    int[] none = null;
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), none);
  }

  @Test
  void theSmallestIsBlackAndTheLargestWhite() throws IOException {
    InternalRow image = NdRows.doubles(new int[] {1, 3}, -5, 5, -5);
    assertThat(grey(NdPng.invoke(image))).containsExactly(0, 255, 0);
  }

  @Test
  void whatLiesOutsideTheLevelsIsCutOffAndNoNumberIsBlack() throws IOException {
    InternalRow image = NdRows.doubles(new int[] {1, 4}, -100, 51, 1000, Double.NaN);
    assertThat(grey(NdPng.invoke(image, 0, 255))).containsExactly(0, 51, 255, 0);
  }

  @Test
  void hotAndDeadPixelsLeaveTheRestItsContrast() throws IOException {
    byte[] bytes = new byte[2 * 5000];
    ByteBuffer pixels = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 5000; i++) {
      pixels.putShort(2 * i, (short) (i < 1000 ? 0xFFFF : i % 100));
    }
    pixels.putShort(2 * 4000, (short) 60_000);
    int[] found = grey(NdPng.invoke(NdRows.row("<u2", new int[] {50, 100}, bytes)));
    assertThat(found[0]).isEqualTo(255);
    assertThat(found[4000]).isEqualTo(255);
    assertThat(found[3000]).isZero();
    assertThat(found[3050]).isBetween(126, 131);
  }

  @Test
  void rowsGoDownwards() throws IOException {
    BufferedImage image =
        read(NdPng.invoke(NdRows.unsignedBytes(new int[] {2, 3}, 0, 0, 0, 255, 255, 255)));
    assertThat(image.getWidth()).isEqualTo(3);
    assertThat(image.getHeight()).isEqualTo(2);
    assertThat(image.getRaster().getSample(0, 0, 0)).isZero();
    assertThat(image.getRaster().getSample(0, 1, 0)).isEqualTo(255);
  }

  @Test
  void noPixelsMakeNoPicture() {
    assertThatThrownBy(() -> NdPng.invoke(NdRows.doubles(new int[] {0, 3})))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("it has no pixels");
  }

  @Test
  void nullsAreNull() {
    assertThat(NdPng.invoke(null)).isNull();
    assertThat(NdPng.invoke(null, 0, 1)).isNull();
  }
}
