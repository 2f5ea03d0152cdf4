package io.github.blueskyspark.spark.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.blueskyspark.errors.OptionException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;

class NdGetTest {

  private static final InternalRow IMAGE =
      NdRows.unsignedBytes(new int[] {2, 3}, 1, 2, 3, 4, 5, 255);

  private static Object get(Object... arguments) {
    return new NdGet(new DataType[0]).produceResult(new GenericInternalRow(arguments));
  }

  @Test
  void oneIndexAnAxisFindsTheElement() {
    assertThat(get(IMAGE, 0L, 1L)).isEqualTo(2.0);
    assertThat(get(IMAGE, 1L, 0L)).isEqualTo(4.0);
  }

  @Test
  void negativeIndicesCountFromTheEnd() {
    assertThat(get(IMAGE, -1L, -1L)).isEqualTo(255.0);
    assertThat(get(IMAGE, -2L, -3L)).isEqualTo(1.0);
  }

  @Test
  void aScalarNeedsNoIndex() {
    assertThat(get(NdRows.doubles(new int[0], 0.1))).isEqualTo(0.1);
  }

  @Test
  void anIndexOutsideIsRefusedNamingItsAxis() {
    assertThatThrownBy(() -> get(IMAGE, 0L, 3L))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("element 3 of axis 1")
        .hasMessageContaining("it has 3 elements");
    assertThatThrownBy(() -> get(IMAGE, -3L, 0L)).isInstanceOf(OptionException.class);
  }

  @Test
  void tooFewIndicesAreRefused() {
    assertThatThrownBy(() -> get(IMAGE, 0L))
        .isInstanceOf(OptionException.class)
        .hasMessageContaining("the array has 2 axes, the call 1 indices");
  }

  @Test
  void nullsAreNull() {
    assertThat(get(null, 0L)).isNull();
    assertThat(get(IMAGE, null, 0L)).isNull();
  }

  @Test
  void generatedCodeCallsItWithUpToSixIndices() {
    assertThat(NdGet.invoke(IMAGE, 1, -1)).isEqualTo(255.0);
    assertThat(NdGet.invoke(NdRows.doubles(new int[0], 0.1))).isEqualTo(0.1);
    assertThat(NdGet.invoke(NdRows.doubles(new int[] {1, 1, 1, 1, 1, 2}, 1, 2), 0, 0, 0, 0, 0, 1))
        .isEqualTo(2.0);
    assertThat(NdGet.invoke(null, 0)).isNull();
  }
}
