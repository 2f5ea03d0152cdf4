package io.github.blueskyspark.archives.msgpack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.archives.msgpack.NumpyValue.Special;
import io.github.blueskyspark.arrays.DType;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Bytes as {@code msgpack.packb(value, default=msgpack_numpy.encode)} writes them. */
class NumpyValueTest {
  private static NumpyValue read(String hex) throws BadValueException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return NumpyValue.at(bytes, 0, bytes.length);
  }

  private static String array(String type, String shape, String data) {
    return "85c4026e64c3c40474797065"
        + type
        + "c4046b696e64c400c4057368617065"
        + shape
        + "c40464617461"
        + data;
  }

  @Test
  void anArrayHasItsTypeShapeAndPlace() throws BadValueException {
    NumpyValue value = read(array("a33c6932", "9103", "c406000001000200"));
    assertThat(value.dtype().kind()).isEqualTo(DType.Kind.SIGNED);
    assertThat(value.dtype().itemSize()).isEqualTo(2);
    assertThat(value.shape()).containsExactly(3);
    assertThat(value.data()).isEqualTo(41);
    assertThat(value.end()).isEqualTo(47);
    assertThat(value.special()).isEqualTo(Special.NONE);
  }

  @Test
  void bigEndianBytesKeepTheirOrder() throws BadValueException {
    NumpyValue value = read(array("a33e7532", "920202", "c4080001000200030004"));
    assertThat(value.dtype().kind()).isEqualTo(DType.Kind.UNSIGNED);
    assertThat(value.dtype().order()).isEqualTo(ByteOrder.BIG_ENDIAN);
    assertThat(value.shape()).containsExactly(2, 2);
  }

  @Test
  void aScalarHasNoAxes() throws BadValueException {
    NumpyValue value = read("83c4026e64c2c40474797065a33c6634c40464617461c4040000c03f");
    assertThat(value.dtype().kind()).isEqualTo(DType.Kind.FLOAT);
    assertThat(value.dtype().itemSize()).isEqualTo(4);
    assertThat(value.shape()).isEmpty();
  }

  @Test
  void anArrayMayHaveNoElements() throws BadValueException {
    assertThat(read(array("a33c6634", "920003", "c400")).shape()).containsExactly(0, 3);
  }

  @Test
  void recordsHaveTheirFields() throws BadValueException {
    NumpyValue value =
        read(
            "85c4026e64c3c404747970659292a161a33c693492a162a33c6638c4046b696e64c40156c4057368617065"
                + "9101c40464617461c40c010000000000000000000040");
    assertThat(value.dtype().isStruct()).isTrue();
    assertThat(value.dtype().itemSize()).isEqualTo(12);
    assertThat(value.dtype().fields()).extracting(DType.Field::name).containsExactly("a", "b");
  }

  @Test
  void pythonsComplexNumbersAreReadFromTheirText() throws BadValueException {
    NumpyValue value = read("82c407636f6d706c6578c3c40464617461a628312d326a29"); // 1-2j
    assertThat(value.special()).isEqualTo(Special.PYTHON_COMPLEX);
    assertThat(value.real()).isEqualTo(1);
    assertThat(value.imaginary()).isEqualTo(-2);
    value = read("82c407636f6d706c6578c3c40464617461a2326a"); // 2j
    assertThat(value.real()).isZero();
    assertThat(value.imaginary()).isEqualTo(2);
    value = read("82c407636f6d706c6578c3c40464617461aa286e616e2b696e666a29"); // nan+infj
    assertThat(value.real()).isNaN();
    assertThat(value.imaginary()).isEqualTo(Double.POSITIVE_INFINITY);
    value =
        read("82c407636f6d706c6578c3c40464617461ae2831652d30352d32652d30376a29"); // 1e-05-2e-07j
    assertThat(value.real()).isEqualTo(1e-5);
    assertThat(value.imaginary()).isEqualTo(-2e-7);
  }

  @Test
  void textThatIsNoComplexNumberIsRefused() {
    assertThatThrownBy(() -> read("82c407636f6d706c6578c3c40464617461a2786a"))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("'xj' is no complex number");
  }

  @Test
  void aPickleIsNeverRead() {
    assertThatThrownBy(
            () -> read("84c4026e64c3c40474797065a27c4fc4046b696e64c4014fc40464617461c400"))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("is a pickle, which is code and is not run");
  }

  @Test
  void aShapeThatNeedsMoreBytesThanThereAreIsRefused() {
    assertThatThrownBy(() -> read(array("a33c6932", "9104", "c406000001000200")))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("needs 8 bytes and has 6");
  }

  @Test
  void hostileShapesAreRefused() {
    String huge = "93ce7fffffffce7fffffffce7fffffff";
    assertThatThrownBy(() -> read(array("a33c6932", huge, "c400")))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("more bytes than can be counted");
    assertThatThrownBy(() -> read(array("a33c6932", "91ff", "c400")))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("has the length -1");
    assertThatThrownBy(() -> read(array("a33c6932", "dc0041" + "01".repeat(65), "c40101")))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("65 axes");
  }

  @Test
  void missingPartsAreNamed() {
    assertThatThrownBy(() -> read("82c4026e64c3c40464617461c400"))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("has no type");
    assertThatThrownBy(() -> read("82c4026e64c3c40474797065a33c6932"))
        .isInstanceOf(BadValueException.class)
        .hasMessageContaining("has no data");
  }

  @Test
  void theFirstKeyTellsNumpyValuesFromOtherMaps() {
    byte[] array = HexFormat.of().parseHex("c4026e64c3");
    byte[] complex = HexFormat.of().parseHex("c407636f6d706c6578");
    byte[] text = HexFormat.of().parseHex("a26e64c3");
    assertThat(NumpyValue.startsWithKeyAt(array, 0, 5)).isTrue();
    assertThat(NumpyValue.startsWithKeyAt(array, 0, 3)).isFalse();
    assertThat(NumpyValue.startsWithKeyAt(complex, 0, 9)).isTrue();
    assertThat(NumpyValue.startsWithKeyAt(text, 0, 4)).isFalse();
  }
}
