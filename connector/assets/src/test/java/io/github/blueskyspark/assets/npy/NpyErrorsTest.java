package io.github.blueskyspark.assets.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.blueskyspark.assets.MemoryFiles;
import io.github.blueskyspark.assets.Pictures;
import io.github.blueskyspark.errors.AssetException;
import io.github.blueskyspark.errors.AssetStatus;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyErrorsTest {
  private static byte[] file(String header, int data) {
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.allocate(10 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1)).put((byte) 1).put((byte) 0);
    return bytes.putShort((short) text.length).put(text).array();
  }

  private static AssetException refused(byte[] file) {
    MemoryFiles files = new MemoryFiles(Map.of("a.npy", file));
    AssetException e =
        catchThrowableOfType(
            AssetException.class, () -> new Pictures(new NpyReader()).open("a.npy", files));
    assertThat(files.open()).isZero();
    assertThat(e).hasMessageContaining("data key 'det', a.npy: Cannot read NPY file: ");
    return e;
  }

  @ParameterizedTest
  @ValueSource(strings = {"'|O'", "'O'", "[('a', '<i2'), ('b', '|O')]"})
  void pickledObjectsAreRefusedByName(String descr) {
    String header = "{'descr': " + descr + ", 'fortran_order': False, 'shape': (1,), }\n";
    assertThat(refused(file(header, 100))).hasMessageContaining("dtype 'O'", "pickled");
  }

  @Test
  void fewerBytesThanTheHeaderTellsAreTruncated() {
    String header = "{'descr': '<u2', 'fortran_order': False, 'shape': (10, 10), }\n";
    AssetException e = refused(file(header, 199));
    assertThat(e.status()).isEqualTo(AssetStatus.TRUNCATED);
    assertThat(e).hasMessageContaining("200 bytes", "199 are there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<u2', 'fortran_order': False, 'shape': (__import__('os').system('id'),), }",
        "{'descr': '<u2', 'fortran_order': 1 == 1, 'shape': (1,), }",
        "{'descr': '<u2', 'fortran_order': False, 'shape': (-1,), }",
        "{'descr': '<u2', 'fortran_order': False, 'shape': (9223372036854775807, 16), }",
        "{'descr': '<u2', 'fortran_order': False, 'shape': (99999999999999999999,), }",
        "{'descr': '<f16', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '|S0', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': [('a', '<i4', (1073741824, 4))], 'fortran_order': False, 'shape': (1,), }",
        "{'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<u2', 'fortran_order': False, 'shape': (1,), } + {}",
        "{'descr': '<u2', 'fortran_order': False, 'shape': (1",
        "[]",
        "",
      })
  void nothingButTheGrammarIsUnderstood(String header) {
    assertThat(refused(file(header, 64))).hasMessageContaining("numpy.save");
  }

  @Test
  void nestedBracketsEndSoon() {
    assertThat(refused(file("(".repeat(60_000), 0))).hasMessageContaining("nests deeper");
  }

  @Test
  void aHeaderOfAGigabyteIsNotRead() {
    byte[] file = new byte[200];
    ByteBuffer.wrap(file)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1))
        .put((byte) 2)
        .put((byte) 0)
        .putInt(1 << 30);
    assertThat(refused(file)).hasMessageContaining("header has 1073741824 bytes");
  }

  @Test
  void otherFilesAreNamed() {
    assertThat(refused("\u0080\u0004pickle".getBytes(StandardCharsets.ISO_8859_1)))
        .hasMessageContaining("does not begin like an NPY file");
  }
}
