package io.github.blueskyspark.assets.npy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.blueskyspark.assets.LocalFiles;
import io.github.blueskyspark.assets.Pictures;
import io.github.blueskyspark.spi.ArrayAsset;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Every NPY test file against what numpy reads. */
class NpyTruthTest {
  private final Pictures pictures = new Pictures(new NpyReader());

  @Test
  void everyFileEqualsNumpy() throws IOException {
    for (LocalFiles files : new LocalFiles[] {LocalFiles.mapped(), LocalFiles.unmapped()}) {
      assertThat(pictures.differences(".npy", files)).isEmpty();
      assertThat(files.open()).isZero();
    }
    assertThat(Pictures.truth(".npy")).hasSizeGreaterThan(60);
  }

  @Test
  void structuredDtypesAreSpelledAsNumpySpellsThem() throws IOException {
    assertThat(dtype("npy_struct.npy"))
        .isEqualTo(
            "[('id', '<i2'), ('pos', '>f8', (2, 3)), ('in', [('x', '|u1'), ('s', '|S5')]),"
                + " ('it\\'s', '<U2')]");
    assertThat(dtype("npy_aligned.npy")).isEqualTo("[('a', '|i1'), ('', '|V7'), ('b', '<f8')]");
    assertThat(dtype("npy_v3.npy")).isEqualTo("[('größe', '<f8'), ('中', '<i2')]");
    assertThat(dtype("npy_datetime.npy")).isEqualTo("<M8[ns]");
    assertThat(dtype("npy_timedelta.npy")).isEqualTo(">m8[25us]");
  }

  private String dtype(String name) throws IOException {
    try (ArrayAsset array = pictures.open(Pictures.uri(name), LocalFiles.mapped())) {
      return array.info().dtype().toString();
    }
  }
}
